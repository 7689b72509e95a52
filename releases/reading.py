"""One release as the public reads it: sheet, contacts, earlier editions, changes, tombstone.

Editions are numbered as the public has seen them: those that were cancelled before their time
are not counted. Of a withdrawn release every address says only that, and why.
"""

from typing import Any

from django.db.models import Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies import vcards
from releases import figures
from releases.differences import blocks, compared
from releases.linked_data import linked_data
from releases.models import Edition, Kind, Release, Replacement
from releases.neighbours import neighbours

GONE = 410
# Of a release itself the public needs to know only what it is a translation of.
THE_DESKS = [
    f"release__{field.name}"
    for field in Release._meta.concrete_fields
    if field.name not in ("id", "translation_of")
]


def sheet(request: HttpRequest, year: int, month: int, slug: str) -> HttpResponse:
    """The release as it is now; its tombstone where it was withdrawn."""
    seen = seen_at(year, month, slug)
    if seen[-1].withdrawn:
        return tombstone(request, seen[-1])
    earlier = [
        {"number": number, "edition": edition} for number, edition in enumerate(seen[:-1], start=1)
    ]
    edition, absolute = seen[-1], request.build_absolute_uri
    topics = list(edition.topics.all())
    context = {"edition": edition, "earlier": earlier[::-1], "latest": len(seen)}
    context |= kin(edition)
    context |= {
        "versions": [
            {"language": one.language, "address": absolute(one.own_url)}
            for one in (edition, *context["translations"])
        ],
        "topics": topics,
        "beside": neighbours(request, edition, [topic.pk for topic in topics]),
        "address": absolute(edition.get_absolute_url()),
        "canonical": absolute(edition.own_url),
        "abstract": _abstract(edition),
        "linked_data": linked_data(edition, [str(topic) for topic in topics], absolute),
    }
    return render(request, "releases/detail.html", context)


def contact(request: HttpRequest, year: int, month: int, slug: str, number: int) -> HttpResponse:
    """One of the contacts on the sheet, for an address book."""
    edition = seen_at(year, month, slug)[-1]
    if edition.withdrawn:
        return tombstone(request, edition)
    if not 1 <= number <= len(edition.contacts):
        raise Http404
    return vcards.answer(edition.contacts[number - 1], edition.agency, f"{slug}-{number}")


def earlier(request: HttpRequest, year: int, month: int, slug: str, number: int) -> HttpResponse:
    """An edition that is no longer current. Search engines are asked not to keep it."""
    seen = seen_at(year, month, slug)
    if seen[-1].withdrawn:
        return tombstone(request, seen[-1])
    edition = numbered(seen, number)
    if edition == seen[-1]:
        return redirect(edition)
    context = {"edition": edition, "number": number, "count": len(seen)}
    return _unindexed(render(request, "releases/earlier.html", context))


def difference(
    request: HttpRequest, year: int, month: int, slug: str, first: int, second: int
) -> HttpResponse:
    """What was changed between any two editions, word by word."""
    seen = seen_at(year, month, slug)
    if seen[-1].withdrawn:
        return tombstone(request, seen[-1])
    before, after = numbered(seen, first), numbered(seen, second)
    context = {"before": before, "after": after, "a": first, "b": second}
    context["parts"] = _parts(before, after)
    return _unindexed(render(request, "releases/difference.html", context))


def seen_at(year: int, month: int, slug: str) -> list[Edition]:
    """Every edition that the public has seen at an address, the current one last."""
    return seen_of(path=f"{year}/{month:02}/{slug}")


def seen_of(**which: Any) -> list[Edition]:
    """Every edition that the public has seen of one release, the current one last.

    Args:
        which: what its current edition is found by.

    Raises:
        Http404: none is public.
    """
    found = Edition.objects.published().filter(**which).values("release")[:1]
    whole = Edition.objects.select_related("agency", "release", "redaction").defer(*THE_DESKS)
    seen = list(whole.history().filter(release=Subquery(found)).order_by("public_from"))
    if not seen:
        raise Http404
    return seen


def kin(edition: Edition) -> dict[str, Any]:
    """The public editions of what belongs to a release: translations, what it replaces."""
    release = edition.release
    public = Edition.objects.published().exclude(kind=Kind.WITHDRAWAL)
    original = release.translation_of_id or release.pk
    # By their keys: asked for across the join, SQLite would read through all editions.
    family = Release.objects.filter(Q(pk=original) | Q(translation_of=original)).values("pk")
    replacing = Replacement.objects.filter(Q(old=release) | Q(new=release))
    pairs = list(replacing.values_list("old", "new"))
    newer = [new for old, new in pairs if old == release.pk]
    older = [old for old, new in pairs if new == release.pk]
    return {
        "translations": public.filter(release__in=family).exclude(pk=edition.pk),
        "replaced_by": public.filter(release__in=newer).first() if newer else None,
        "replaces": Edition.objects.published().filter(release__in=older) if older else (),
    }


def _abstract(edition: Edition) -> str:
    """What others show of a release that is shared: its summary, or else how its text begins."""
    text = blocks(figures.placed(edition.body, []))
    return edition.summary or " ".join(text[:1])


def numbered(seen: list[Edition], number: int) -> Edition:
    if not 1 <= number <= len(seen):
        raise Http404
    return seen[number - 1]


def _parts(before: Edition, after: Edition) -> list[dict[str, Any]]:
    """Headline, summary and text, each as paragraphs of what stayed, came and went."""
    said = [
        (_("Headline"), [before.title], [after.title]),
        (_("Summary"), [before.summary], [after.summary]),
        (_("Text"), blocks(before.html), blocks(after.html)),
    ]
    return [
        {"label": label, "paragraphs": compared(old, new)}
        for label, old, new in said
        if any(old) or any(new)
    ]


def tombstone(request: HttpRequest, edition: Edition) -> HttpResponse:
    context = {"edition": edition} | kin(edition)
    return render(request, "releases/withdrawn.html", context, status=GONE)


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
