"""A headline that another release of the agency has had: mostly the same release, twice."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release


def find(release: "Release") -> Iterator[str]:
    title = release.title.strip()
    if not title:
        return
    original = release.translation_of_id or release.pk
    others = (
        type(release)
        .objects.filter(agency=release.agency_id, title__iexact=title)
        .exclude(Q(pk__in=[release.pk, original]) | Q(translation_of=original))
        .exclude(state="discarded")
        .order_by("-date", "-pk")
        .prefetch_related("releasenumber_set__number")
    )
    for other in others[:1]:
        which = ", ".join(other.number_texts()) or _("a draft")
        yield (
            _(
                "A release of %(date)s has the same headline: %(which)s. Make sure that it is "
                "not the same release, and tell the two apart."
            )
            % {"date": date_format(other.date), "which": which}
        )


RULE = Rule(
    code="same-headline",
    name=gettext_lazy("Same headline as before"),
    reason=gettext_lazy("One release that is issued twice takes two numbers, for good."),
    level=Level.WARNING,
    field="title",
    find=find,
)
