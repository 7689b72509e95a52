"""What will happen: a release's standing and its next steps, in words."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from numbering.errors import RegisterRefused
from releases import moves, numbers
from releases.models import Release, State


@dataclass(frozen=True)
class Step:
    """A button: the move, and what it will do."""

    move: moves.Move
    consequence: str


def standing(release: Release, moment_format: str = "DATETIME_FORMAT") -> str:
    """Where a release is, in one or a few words: what the list and the form say first."""
    edition = release.current_edition()
    if release.state != State.APPROVED or edition is None:
        return str(release.get_state_display())
    if edition.public_from <= timezone.now():
        return _("public")
    moment = date_format(timezone.localtime(edition.public_from), moment_format)
    return _("public on %(moment)s") % {"moment": moment}


def number(release: Release) -> str:
    """Its number, or what it would be about if it were approved now."""
    if known := known_number(release):
        return known
    if expected := expected_number(release):
        return _("about %(number)s (not assigned)") % {"number": expected}
    return _("not assigned")


def known_number(release: Release) -> str:
    """The number it holds, or brings from the old books; "" where it has none."""
    return ", ".join(release.number_texts() or release.paper_numbers.splitlines())


def expected_number(release: Release) -> str:
    """The numbers it would take if it were approved now; "" where none can be told."""
    try:
        return ", ".join(numbers.expected(release))
    except RegisterRefused:  # the pattern can't print this year; approval says so in words
        return ""


def steps(release: Release, user: User) -> list[Step]:
    """The moves that a person may make, each with what it will do."""
    if not release.pk:
        return [Step(moves.MOVES["submit"], consequence(release, "submit"))]
    edition = release.current_edition()
    public = edition is not None and edition.public_from <= timezone.now()
    impossible = {"cancel": public, "discard": bool(release.number_texts())}
    return [
        Step(move, consequence(release, move.name))
        for move in moves.open_to(release, user)
        if not impossible.get(move.name)
    ]


def consequence(release: Release, move: str) -> str:
    """What a move will do, in one sentence."""
    match move:
        case "submit":
            return _("An approver is asked to read it. You can still change it until then.")
        case "send_back":
            return _("It goes back to its author with your note.")
        case "approve" if release.number_texts():
            return _("Keeps number %(number)s; public at once, or at a time you choose.") % {
                "number": known_number(release)
            }
        case "approve" if release.paper_numbers:
            return _(
                "Enters number %(number)s as it stands on paper; public at once, or at a time "
                "you choose."
            ) % {"number": known_number(release)}
        case "approve":
            return _("Takes number about %(number)s; public at once, or at a time you choose.") % {
                "number": expected_number(release) or "?"
            }
        case "cancel":
            return _("It will not be published. It keeps number %(number)s.") % {
                "number": known_number(release)
            }
        case "discard":
            return _("It leaves the list of drafts. It can be recovered.")
        case _:
            return _("It becomes a draft again.")
