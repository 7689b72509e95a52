"""What waits for a person: to be approved, to be mended, to be gone on with, to be settled."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.models import FourEyes
from agencies.permissions import agencies_where, can
from agencies.roles import Action
from numbering.periods import last_day
from releases import approval, forecast
from releases.admin import outlook
from releases.admin.dashboard.books import Books
from releases.admin.dashboard.editions import LONG
from releases.admin.dashboard.lines import (
    SHOWN,
    Group,
    Line,
    address,
    at,
    group,
    listed,
    of_release,
)
from releases.book import name_of
from releases.models import Edition, Release, Revision, State, WorkingCopy


def groups(user: User, books: Books) -> list[Group]:
    """All that waits for a person, by kind; empty kinds are left out."""
    to_approve, for_others, sent_back, drafts = _releases(user)
    forecast.read([*to_approve, *for_others, *sent_back, *drafts])
    theirs = [one for one in to_approve if not _left_to_others(one, user)]
    others = [one for one in to_approve if one not in theirs] + for_others
    found = [
        group(
            _("To read and approve"),
            [_handed(one, books, _asks_for_a_reason(one, user)) for one in theirs],
            _in_state(State.SUBMITTED),
        ),
        group(
            _("Submitted, for somebody else to approve"),
            [_handed(one, books, _left_to_others(one, user)) for one in others],
            _in_state(State.SUBMITTED),
        ),
        group(
            _("Sent back"),
            [_handed(one, books) for one in sent_back],
            _in_state(State.SENT_BACK),
        ),
        group(_("Your drafts"), [_draft(one, books) for one in drafts], _in_state(State.DRAFT)),
        group(_("Typed and not saved"), list(_unsaved(user)), listed("releases_release")),
        group(
            _("Reserved numbers, soon void"),
            list(_expiring(user, books)),
            listed("numbering_number", state="reserved"),
        ),
        group(
            _("Books that can be closed"),
            list(_to_be_closed(books)),
            reverse("admin:numbering_number_act", args=["close"]),
        ),
    ]
    return [one for one in found if one.lines]


# --- Releases ---


def _releases(user: User) -> tuple[list[Release], ...]:
    """Those to approve, those for others to approve, those sent back, and drafts.

    One more of each than is shown.
    """
    handed = Revision.objects.filter(action__in=("submit", "send_back"))
    handed = handed.select_related("by").defer("content")
    brief = Edition.objects.defer(*LONG)
    rows = Release.objects.select_related(
        *("agency", "sequence", "edited_by", "translation_of")
    ).prefetch_related(Prefetch("revisions", handed, to_attr="handed"), Prefetch("editions", brief))
    rows = rows.defer("body", "summary", "translation_of__body", "translation_of__summary")
    own_work = Q(edited_by=user) | Q(submitted_by=user)
    theirs = Q(agency__in=agencies_where(user, Action.APPROVE))
    theirs &= ~(Q(agency__four_eyes=FourEyes.STRICT) & own_work)
    # The longest waits first; of one's own, what was touched last.
    submitted = rows.filter(
        agency__in=agencies_where(user, Action.SEND_BACK), state=State.SUBMITTED
    ).order_by("updated_at", "pk")
    may_write = rows.filter(agency__in=agencies_where(user, Action.WRITE))
    # Who moved it last has handed a release that was sent back to others, but took up a draft.
    first_or_last = Q(position=1) | Q(position=OuterRef("revision"))
    return tuple(
        list(some[: SHOWN + 1])
        for some in (
            submitted.filter(theirs),
            submitted.exclude(theirs),
            may_write.filter(_touched(user, Q(position=1)), state=State.SENT_BACK),
            may_write.filter(_touched(user, first_or_last), state=State.DRAFT),
        )
    )


def _touched(user: User, revisions: Q) -> Q:
    """Releases that a person changed or submitted last, or made one of these revisions of."""
    own = Revision.objects.filter(revisions, release=OuterRef("pk"), by=user)
    return Q(edited_by=user) | Q(submitted_by=user) | Q(Exists(own))


def _left_to_others(release: Release, user: User) -> str:
    """Why a person does not approve a submitted release; "" where they may."""
    if not can(user, Action.APPROVE, release.agency):
        return _("An approver decides. You can send it back.")
    if release.agency.four_eyes == FourEyes.STRICT and approval.own_work(release, user):
        return _("You wrote or submitted it, so a second person approves it.")
    for sequence in release.joint_with.all():
        if not can(user, Action.APPROVE, sequence.agency):
            return _(
                "It takes a number of %(agency)s as well. Only an approver there may approve it."
            ) % {"agency": sequence.agency}
    return ""


def _asks_for_a_reason(release: Release, user: User) -> str:
    if release.agency.four_eyes == FourEyes.REASON and approval.own_work(release, user):
        return _("You wrote or submitted it. To approve it, you give a reason.")
    return ""


def _handed(release: Release, books: Books, note: str = "") -> Line:
    """A release that somebody handed on: since when, who, and what they wrote."""
    action = "submit" if release.state == State.SUBMITTED else "send_back"
    handed: list[Revision] = getattr(release, "handed", [])
    last = next((one for one in handed if one.action == action), None)
    if last is None:
        return of_release(release, number=_number(release, books), note=note)
    notes = [note, f"“{last.note}”" if last.note else ""]
    return of_release(
        release,
        number=_number(release, books),
        when=_("since %(moment)s") % {"moment": at(last.at)},
        who=name_of(last.by),
        note=" ".join(filter(None, notes)),
    )


def _draft(release: Release, books: Books) -> Line:
    standing = outlook.standing(release, "SHORT_DATETIME_FORMAT")
    return of_release(
        release,
        number=_number(release, books),
        when=_("changed %(moment)s") % {"moment": at(release.updated_at)},
        who=name_of(release.edited_by),
        note=standing if release.standing_editions() else "",
    )


def _number(release: Release, books: Books) -> str:
    """The number that it holds or brings, or what it would be about."""
    if known := outlook.known_number(release):
        return known
    expected = forecast.foretell(release, books.sequences)
    return _("about %(number)s") % {"number": expected} if expected else ""


def _in_state(state: str) -> str:
    return listed("releases_release", state=state)


# --- What was typed and not saved ---


def _unsaved(user: User) -> Iterator[Line]:
    mine = agencies_where(user, Action.VIEW)
    copies = WorkingCopy.objects.filter(by=user).exclude(typed="")
    copies = copies.filter(Q(release=None) | Q(release__agency__in=mine))
    copies = copies.select_related("release").defer("release__body", "release__summary")
    for copy in copies.order_by(F("typed_at").desc(nulls_last=True))[: SHOWN + 1]:
        typed = QueryDict(copy.typed).get("title") or ""
        known = copy.release.title if copy.release else ""
        yield Line(
            title=typed or known or _("A new release"),
            url=address(copy.release) if copy.release else reverse("admin:releases_release_add"),
            when=_("typed %(moment)s") % {"moment": at(copy.typed_at)} if copy.typed_at else "",
            note=_("Open it and save it, or throw it away."),
        )


# --- The register ---


def _expiring(user: User, books: Books) -> Iterator[Line]:
    """For whom they are reserved, and for whoever keeps the register."""
    for number in books.expiring():
        keeper = number.sequence.agency if number.sequence else number.agency
        if number.owner_id == user.pk or can(user, Action.REGISTER, keeper):
            moment = at(number.expires_at) if number.expires_at else ""
            yield Line(
                title=number.reason,
                url=reverse("admin:numbering_number_change", args=[number.pk]),
                number=number.text,
                when=_("until %(moment)s") % {"moment": moment},
                who=name_of(number.owner) if number.owner else "",
            )


def _to_be_closed(books: Books) -> Iterator[Line]:
    for counter in books.to_be_closed():
        sequence = counter.sequence
        ended = last_day(counter.period, sequence.reset, sequence.fiscal_start_month)
        yield Line(
            title=f"{sequence.name} {counter.period}",
            url=reverse("admin:numbering_number_act", args=["close"]),
            when=_("over since %(day)s") % {"day": date_format(ended, "SHORT_DATE_FORMAT")},
            note=sequence.agency.short_name,
        )
