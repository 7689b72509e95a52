"""What pasted numbers leave open, and why no pattern fits them: said to who pasted them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .places import Place, Roles, Years


def doubts(places: list[Place], roles: Roles, known: Years) -> Iterator[str]:
    """What the texts leave open where their places are taken for these fields."""
    if not any(place.varies for place in places):
        yield _("One number does not show what changes: add a later one, of another month.")
    for at, place in enumerate(places):
        if doubt := _doubt(place, roles.get(at, ""), set(roles.values()), any(known)):
            yield doubt % {"word": place.words[0]}


def _doubt(place: Place, role: str, roles: set[str], years_known: bool) -> str:
    """What a place could also mean, with %(word)s for what stands in it."""
    if role == "month" and not place.varies:
        return _("“%(word)s” is taken for the month: add a number of another month to be sure.")
    if role == "month" and place.numbers and min(place.months) > 9:
        return _("“%(word)s” does not show whether March is 3 or 03: add one of January to March.")
    if role == "year:2" and not years_known:
        return _("If “%(word)s” counts the years of the office, give the year of each number.")
    if role or place.varies:
        return ""
    if place.months and "month" not in roles and (not place.numbers or place.has_width(2)):
        return _(
            "“%(word)s” might be the month or stand for the office: it is the same in all your "
            "numbers."
        )
    if roles == {"serial"} and place.numbers and not place.has_width(4) and not years_known:
        return _("If “%(word)s” counts the years of the office, give the year of each number.")
    return ""


def spelt_otherwise(cleaned: list[str], printed: list[str]) -> Iterator[str]:
    """Which of the texts the pattern would print in other signs."""
    for given, written in zip(cleaned, printed, strict=True):
        if given != written:
            message = _("“%(given)s” would be printed as “%(written)s”.")
            yield message % {"given": given, "written": written}


def no_pattern(places: list[Place]) -> str:
    """Why none of the patterns tried fits the texts, and what to do."""
    differing = [" / ".join(dict.fromkeys(place.words)) for place in places if place.varies]
    if not differing:
        return _("No part of the number can be the running number: type the pattern yourself.")
    return _(
        "Serial, month and year do not explain how the numbers differ (%(words)s): paste numbers "
        "of one kind. If a part counts the years of the office, give the year of each number."
    ) % {"words": ", ".join(differing)}
