"""The first page: the newest release, a few lines of the ledger, and the ways into the rest."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from agencies.models import Agency
from releases.models import Edition, Tally, Topic
from releases.models.edition import EditionQuerySet
from releases.months import days_of


class Home(TemplateView):
    template_name = "releases/home.html"
    newest = 12  # releases

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or "id"
        public = Edition.objects.published().in_language(language)
        first, last = days_of(timezone.localdate())
        return super().get_context_data(
            object_list=list(public.for_ledger()[: self.newest]),
            month=first,
            this_month=sum(Tally.objects.by_date(language, first, last).values()),
            by_agency=newest_of_each(public),
            topics=Topic.objects.counted(language).order_by("-count", "name"),
            **kwargs,
        )


def newest_of_each(public: EditionQuerySet) -> EditionQuerySet:
    """The newest release of each active agency, the agency that issued last first."""
    of_agency = public.filter(agency=OuterRef("pk")).newest_first().values("pk")[:1]
    newest = Agency.objects.filter(active=True).annotate(newest=Subquery(of_agency))
    return Edition.objects.published().filter(pk__in=newest.values("newest")).for_ledger()
