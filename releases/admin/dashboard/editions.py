"""What goes out next, and what was corrected or withdrawn last."""

import datetime
from collections.abc import Callable

from django.contrib.auth.models import User
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agencies.permissions import agencies_where
from agencies.roles import Action
from releases.admin.dashboard.lines import (
    SHOWN,
    Group,
    Line,
    at,
    day_and_time,
    group,
    listed,
    of_release,
    time,
)
from releases.models import Edition, State
from releases.models.edition import EditionQuerySet, Kind

LAST = 5
LONG = ("body", "letterhead_json", "contacts_json", "joint_json", "attachments_json")


def going_out(user: User, now: datetime.datetime) -> list[Group]:
    """Publications ahead: today, this week (it ends on Sunday), and later."""
    today = localdate(now)
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    days: dict[str, list[Line]] = {_("Today"): [], _("This week"): [], _("Later"): []}
    this_day, this_week, later = days.values()
    ahead = _theirs(user).standing().filter(public_from__gt=now).order_by("public_from", "pk")
    for edition in ahead[: 2 * SHOWN + 1]:
        day = localdate(edition.public_from)
        if day <= today:
            this_day.append(_scheduled(edition, time))
        elif day <= sunday:
            this_week.append(_scheduled(edition, day_and_time))
        else:
            later.append(_scheduled(edition, at))
    more = listed("releases_release", state=State.APPROVED)
    return [group(title, lines, more) for title, lines in days.items() if lines]


def last_changes(user: User, now: datetime.datetime) -> list[Line]:
    """The last corrections and withdrawals that the public has seen."""
    kinds = (Kind.CORRECTION, Kind.WITHDRAWAL)
    changes = _theirs(user).history(now).filter(kind__in=kinds)
    return [_change(one) for one in changes.order_by("-public_from", "-pk")[:LAST]]


def _theirs(user: User) -> EditionQuerySet:
    rows = Edition.objects.filter(release__agency__in=agencies_where(user, Action.VIEW))
    rows = rows.select_related("agency", "release")
    return rows.defer(*LONG, "release__body", "release__summary")


def _scheduled(edition: Edition, said: Callable[[datetime.datetime], str]) -> Line:
    return _line(
        edition,
        when=said(edition.public_from),
        note=_("correction") if edition.kind == Kind.CORRECTION else "",
    )


def _change(edition: Edition) -> Line:
    return _line(
        edition,
        when=at(edition.public_from),
        note=f"{edition.get_kind_display()}: {edition.note}",
    )


def _line(edition: Edition, **said: str) -> Line:
    number = ", ".join(edition.numbers)
    return of_release(edition.release, number=number, who=edition.agency.short_name, **said)
