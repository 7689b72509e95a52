"""The moves of a release between people, and who may make them from where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.permissions import can
from agencies.roles import Action
from releases.errors import NotPermitted, NotReady, WrongState

if TYPE_CHECKING:
    from releases.models import Release


@dataclass(frozen=True)
class Move:
    """One move: who may make it, from which states, and where it leads."""

    name: str
    action: Action
    begins: frozenset[str]
    ends: str  # "" where the state stays
    label: str | Promise  # on its button


MOVES = {
    move.name: move
    for move in (
        Move(
            "submit",
            Action.SUBMIT,
            frozenset({"draft", "sent_back"}),
            "submitted",
            gettext_lazy("Submit"),
        ),
        Move(
            "approve",
            Action.APPROVE,
            frozenset({"submitted"}),
            "approved",
            gettext_lazy("Approve"),
        ),
        Move(
            "send_back",
            Action.SEND_BACK,
            frozenset({"submitted"}),
            "sent_back",
            gettext_lazy("Send back"),
        ),
        Move("correct", Action.WRITE, frozenset({"approved"}), "draft", gettext_lazy("Correct")),
        Move(
            "postpone",
            Action.CANCEL,
            frozenset({"approved"}),
            "approved",
            gettext_lazy("Postpone"),
        ),
        Move(
            "cancel",
            Action.CANCEL,
            frozenset({"approved", "draft", "submitted", "sent_back"}),
            "draft",
            gettext_lazy("Cancel publication"),
        ),
        Move(
            "withdraw",
            Action.WITHDRAW,
            frozenset({"approved", "draft", "submitted", "sent_back"}),
            "withdrawn",
            gettext_lazy("Withdraw"),
        ),
        Move(
            "translate",
            Action.WRITE,
            frozenset({"approved"}),
            "",
            gettext_lazy("Translate"),
        ),
        Move(
            "replace",
            Action.WITHDRAW,
            frozenset({"approved", "withdrawn"}),
            "",
            gettext_lazy("Replace"),
        ),
        Move(
            "redact",
            Action.REDACT,
            frozenset({"approved", "draft", "submitted", "sent_back", "withdrawn"}),
            "",
            gettext_lazy("Remove sealed text"),
        ),
        Move(
            "keep",
            Action.WRITE,
            frozenset({"draft", "sent_back"}),
            "approved",
            gettext_lazy("Give the correction up"),
        ),
        Move(
            "discard",
            Action.WRITE,
            frozenset({"draft", "sent_back"}),
            "discarded",
            gettext_lazy("Discard"),
        ),
        Move(
            "recover",
            Action.WRITE,
            frozenset({"discarded"}),
            "draft",
            gettext_lazy("Recover"),
        ),
    )
}


def open_to(release: "Release", user: User) -> list[Move]:
    """The moves that `user` may make with `release` as it stands."""
    return [
        move
        for move in MOVES.values()
        if release.state in move.begins and can(user, move.action, release.agency)
    ]


def begin(release: "Release", move: Move, by: User) -> None:
    """Lock a release, read it anew, and make sure that a move may be made.

    Args:
        release: it is refreshed in place. Call this inside a transaction.
        move: the move to be made.
        by: who makes it.

    Raises:
        NotPermitted: the role does not allow it.
        WrongState: it is not where the move begins.
    """
    locked = type(release).objects.select_for_update(of=("self",))
    if release.translation_of_id:  # the original before its translation, everywhere
        locked.get(pk=release.translation_of_id)
    release.refresh_from_db(from_queryset=locked)
    if not can(by, move.action, release.agency):
        raise NotPermitted
    if release.state not in move.begins:
        raise WrongState(
            _("“%(title)s” is %(state)s by now. Look at it again before you decide.")
            % {"title": release.title, "state": release.get_state_display()}
        )


def finish(
    release: "Release", move: Move, by: User, note: str, overrides_four_eyes: bool = False
) -> None:
    """Put a release into the state where a move ends, and remember who made it and why."""
    release.state = move.ends or release.state
    release.record(by, move.name, note, overrides_four_eyes)


@transaction.atomic
def submit(release: "Release", by: User, note: str = "") -> None:
    begin(release, MOVES["submit"], by)
    if not release.body.strip():
        raise NotReady(_("Write the body before you submit."))
    release.submitted_by = by
    finish(release, MOVES["submit"], by, note)


@transaction.atomic
def send_back(release: "Release", by: User, note: str) -> None:
    begin(release, MOVES["send_back"], by)
    if not note.strip():
        raise NotReady(_("Write down what is to be mended."))
    finish(release, MOVES["send_back"], by, note)


@transaction.atomic
def discard(release: "Release", by: User, note: str = "") -> None:
    begin(release, MOVES["discard"], by)
    if release.number_texts():
        raise NotReady(
            _(
                "It has a number, and a number is never lost. It can't be discarded unless a "
                "registrar voids the number."
            )
        )
    finish(release, MOVES["discard"], by, note)


@transaction.atomic
def recover(release: "Release", by: User, note: str = "") -> None:
    begin(release, MOVES["recover"], by)
    if release.translation_of:
        others = release.translation_of.translations.filter(language=release.language)
        if others.exclude(state="discarded").exists():
            raise NotReady(_("There is a translation into this language already."))
    finish(release, MOVES["recover"], by, note)
