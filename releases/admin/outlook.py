"""What will happen: a release's standing and its next steps, in words."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numbering.errors import RegisterRefused
from releases import approval, moves, numbers
from releases.book import name_of
from releases.differences import blocks
from releases.holding import held
from releases.models import Edition, Release, State


@dataclass(frozen=True)
class Step:
    """A button: the move, and what it will do."""

    move: moves.Move
    consequence: str


def standing(release: Release, moment_format: str = "DATETIME_FORMAT") -> str:
    """Where a release is, in one or a few words: what the list and the form say first."""
    public, scheduled = release.public_edition(), release.scheduled_edition()
    said = []
    if public and not public.withdrawn:
        said.append(_("public"))
    if scheduled:
        moment = date_format(timezone.localtime(scheduled.public_from), moment_format)
        said.append(
            _("correction on %(moment)s") % {"moment": moment}
            if public
            else _("public on %(moment)s") % {"moment": moment}
        )
    if release.state != State.APPROVED or not said:
        state = str(release.get_state_display())
        said.append(_("correction: %(state)s") % {"state": state} if said else state)
    return "; ".join(said)


@dataclass(frozen=True)
class Whose:
    """Who has a release, in a sentence, and whether that has been so for too long."""

    sentence: str
    overdue: bool


def whose(release: Release) -> Whose | None:
    """Who has a release that is in work, and since when; it was read `with_turns()`."""
    holding = held(release, release.turns)
    if holding is None:
        return None
    since = _since(holding.since)
    if holding.person is None:
        sentence = _("Waiting for an approver since %(since)s") % {"since": since}
    else:
        person = name_of(holding.person)
        sentence = _("With %(person)s since %(since)s") % {"person": person, "since": since}
    return Whose(sentence, holding.overdue)


def _since(moment: datetime.datetime) -> str:
    """A moment that has passed, as people say it."""
    local = timezone.localtime(moment)
    time = date_format(local, "TIME_FORMAT")
    days = (timezone.localdate() - local.date()).days
    if days == 0:
        return _("today at %(time)s") % {"time": time}
    if days < 7:
        return _("%(weekday)s at %(time)s") % {"weekday": date_format(local, "l"), "time": time}
    return date_format(local, "SHORT_DATETIME_FORMAT")


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


def address(release: Release) -> str:
    """The public address it has, or would have if it were approved now."""
    path = release.path or approval.free_path(release, [])
    year, month, slug = path.split("/")
    return reverse("releases:detail", args=[year, month, slug])


def lengths(release: Release) -> list[str]:
    """How long headline, summary and text are, in words."""
    words = len(" ".join(blocks(release.body)).split())
    return [
        _("headline: %(count)d characters") % {"count": len(release.title)},
        _("summary: %(count)d characters") % {"count": len(release.summary)},
        _("text: %(count)d words") % {"count": words},
    ]


def steps(release: Release, user: User) -> list[Step]:
    """The moves that a person may make, each with what it will do."""
    if not release.pk:
        return [Step(moves.MOVES["submit"], consequence(release, "submit"))]
    public, scheduled = release.public_edition(), release.scheduled_edition()
    impossible = {
        "postpone": not scheduled,
        "cancel": not scheduled,
        "withdraw": not public or public.withdrawn,
        "keep": not (public or scheduled),
        "replace": not public
        or release.translation_of_id is not None
        or hasattr(release, "replacement"),
        "redact": not release.standing_editions(),
        "translate": release.translation_of_id is not None or not (public or scheduled),
        "discard": bool(release.number_texts()),
    }
    return [
        Step(move, consequence(release, move.name))
        for move in moves.open_to(release, user)
        if not impossible.get(move.name)
    ]


CONSEQUENCES = {
    "submit": gettext_lazy("An approver is asked to read it. You can still change it until then."),
    "send_back": gettext_lazy("It goes back to its author with your note."),
    "correct": gettext_lazy(
        "Its text can be changed. Until that is approved, the public sees what it saw."
    ),
    "keep": gettext_lazy(
        "The text becomes what was sealed. What was changed since stays in its history."
    ),
    "postpone": gettext_lazy("It is published at another time."),
    "withdraw": gettext_lazy(
        "A notice with number, date and your reason takes its place, for good."
    ),
    "translate": gettext_lazy(
        "A draft of its own is begun, which will bear the same number when it is approved."
    ),
    "replace": gettext_lazy("Both releases say from now on which took the place of which."),
    "redact": gettext_lazy(
        "For a court’s order or a person’s right: the text of one sealed edition is removed for "
        "good. Number, dates and a notice stay."
    ),
    "discard": gettext_lazy("It leaves the list of drafts. It can be recovered."),
    "recover": gettext_lazy("It becomes a draft again."),
}


def consequence(release: Release, move: str) -> str:
    """What a move will do, in one sentence."""
    if move == "approve":
        return _of_approval(release)
    if move == "cancel":
        if _without_the_last(release):
            return _("The correction will not be published. The text before it stands.")
        return _("It will not be published. It keeps number %(number)s.") % {
            "number": known_number(release)
        }
    return str(CONSEQUENCES[move])


def _of_approval(release: Release) -> str:
    if release.public_edition():
        return _("Replaces the text that is public; at once, or at a time you choose.")
    if release.number_texts():
        return _("Keeps number %(number)s; public at once, or at a time you choose.") % {
            "number": known_number(release)
        }
    if release.paper_numbers:
        return _(
            "Enters number %(number)s as it stands on paper; public at once, or at a time "
            "you choose."
        ) % {"number": known_number(release)}
    return _("Takes number about %(number)s; public at once, or at a time you choose.") % {
        "number": expected_number(release) or "?"
    }


def before_and_after(release: Release, move: str) -> tuple[str, str] | None:
    """What the public sees before and after a move; None for moves inside the desk."""
    after = {
        "approve": _("the new text, with your note of what was corrected, from the moment on")
        if release.public_edition()
        else _("the release with its number, from the moment on"),
        "postpone": _("the same, but from the other moment on"),
        "cancel": _titled(_without_the_last(release)),
        "withdraw": _("number, date and your reason; every address of it says so"),
        "correct": _("the same as now"),
        "keep": _("the same as now"),
        "translate": _("the same as now, until the translation is approved"),
        "replace": _("the same as now, with a link to the release that takes its place"),
        "redact": _("where the text stood, a notice with your reason"),
    }
    return (_seen(release), after[move]) if move in after else None


def _without_the_last(release: Release) -> Edition | None:
    """What the public sees for good once the last publication ahead is cancelled."""
    standing = release.standing_editions()
    return standing[-2] if len(standing) > 1 else None


def _titled(edition: Edition | None) -> str:
    return _("“%(title)s”") % {"title": edition} if edition else _("nothing")


def _seen(release: Release) -> str:
    public, scheduled = release.public_edition(), release.scheduled_edition()
    now = _titled(public)
    if not scheduled:
        return now
    return _("%(now)s; from %(moment)s on “%(title)s”") % {
        "now": now,
        "moment": date_format(timezone.localtime(scheduled.public_from), "DATETIME_FORMAT"),
        "title": scheduled.title,
    }
