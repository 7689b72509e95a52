"""The first page: the newest release, a few lines of the ledger, and the ways into the rest."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from agencies.models import Agency
from releases.models import Edition, Topic
from releases.models.edition import EditionQuerySet


class Home(TemplateView):
    template_name = "releases/home.html"
    newest = 12  # releases

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        public = Edition.objects.published().in_language(get_language() or "id")
        today = timezone.localdate()
        return super().get_context_data(
            object_list=list(public.for_ledger()[: self.newest]),
            month=today.replace(day=1),
            this_month=public.filter(date__year=today.year, date__month=today.month).count(),
            by_agency=newest_of_each(public),
            topics=counted(public),
            **kwargs,
        )


def newest_of_each(public: EditionQuerySet) -> EditionQuerySet:
    """The newest release of each active agency, the agency that issued last first."""
    of_agency = public.filter(agency=OuterRef("pk")).newest_first().values("pk")[:1]
    newest = Agency.objects.filter(active=True).annotate(newest=Subquery(of_agency))
    return Edition.objects.published().filter(pk__in=newest.values("newest")).for_ledger()


def counted(public: EditionQuerySet) -> QuerySet[Topic]:
    """The topics that something public is about, each with how much, in `count`."""
    about = Topic.objects.standing().filter(editions__in=public.order_by().values("pk"))
    return about.annotate(count=Count("editions")).order_by("-count", "name")
