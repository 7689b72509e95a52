"""Links are made and revoked. The secret of one is told once, to whoever made it."""

import datetime
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.permissions import can
from agencies.roles import Action
from numbering.clock import database_now, in_milliseconds
from releases.errors import NotPermitted, NotReady, WrongState
from releases.models import Edition, Link, Release, Revision, State
from releases.models.link import Shows, fingerprint

BYTES = 32  # of chance in a secret
PREVIEW_LASTS = datetime.timedelta(days=7)
LONGEST_PREVIEW = datetime.timedelta(days=90)

MAY = {
    Shows.PREVIEW: (Action.WRITE,),
    Shows.EMBARGO: (Action.APPROVE, Action.CANCEL),
}


def may(user: User, kind: str, agency: Agency) -> bool:
    """Whether somebody may make, and revoke, an agency's links of a kind."""
    return any(can(user, action, agency) for action in MAY[Shows(kind)])


def wrong_with_the_end(
    expires_at: datetime.datetime | None, latest: datetime.datetime, now: datetime.datetime
) -> str:
    """What is wrong with the moment until which a link is to be valid, in words; "" if nothing."""
    if expires_at and expires_at <= now:
        return _("This moment has passed. Choose one to come.")
    if expires_at and expires_at > latest:
        return _("That is too long. Choose a moment not after %(moment)s.") % {
            "moment": date_format(localtime(latest), "DATETIME_FORMAT")
        }
    return ""


def preview(
    revision: Revision,
    by: User,
    recipient: str = "",
    expires_at: datetime.datetime | None = None,
) -> tuple[Link, str]:
    """Let somebody without an account read one revision.

    Args:
        revision: what they read, whatever is written later.
        by: who makes it.
        recipient: whom it is for; it stands on every page they open.
        expires_at: an aware time; None for a week from now.

    Returns:
        The link, and its secret.

    Raises:
        NotPermitted, WrongState: it is not theirs to show, or nothing is to be shown of it.
        NotReady: the moment is none for it.
    """
    release = revision.release
    if not may(by, Shows.PREVIEW, release.agency):
        raise NotPermitted
    if release.state in (State.WITHDRAWN, State.DISCARDED):
        raise WrongState(
            _("“%(title)s” is %(state)s by now. Look at it again before you decide.")
            % {"title": release.title, "state": release.get_state_display()}
        )
    now = database_now()
    if problem := wrong_with_the_end(expires_at, now + LONGEST_PREVIEW, now):
        raise NotReady(problem)
    end = expires_at or now + PREVIEW_LASTS
    return _made(release, by, recipient, now, end, kind=Shows.PREVIEW, revision=revision)


def embargo(
    edition: Edition,
    by: User,
    recipient: str,
    expires_at: datetime.datetime | None = None,
) -> tuple[Link, str]:
    """Let a journalist read a sealed edition before its time.

    Args:
        edition: one that is scheduled.
        by: who makes it.
        recipient: the journalist's name; it stands on every page they open.
        expires_at: an aware time; None for until it is public.

    Raises:
        NotPermitted, WrongState: it is not theirs to show, or it is not scheduled.
        NotReady: there is no name, or the moment is none for it; all problems at once.
    """
    release = edition.release
    if not may(by, Shows.EMBARGO, release.agency):
        raise NotPermitted
    now = database_now()
    if edition.cancelled or edition.public_from <= now:
        raise WrongState(_("Its time has come, or it was cancelled already."))
    problems = [wrong_with_the_end(expires_at, edition.public_from, now)]
    if not recipient.strip():
        problems.append(_("Write down whom it is for. The name stands on every page."))
    if any(problems):
        raise NotReady(*filter(None, problems))
    end = expires_at or edition.public_from
    return _made(release, by, recipient, now, end, kind=Shows.EMBARGO, edition=edition)


def _made(
    release: Release,
    by: User,
    recipient: str,
    now: datetime.datetime,
    expires_at: datetime.datetime,
    **shown: object,
) -> tuple[Link, str]:
    token = secrets.token_urlsafe(BYTES)
    link = Link.objects.create(
        release=release,
        recipient=" ".join(recipient.split()),
        token_sha256=fingerprint(token),
        made_by=by,
        made_at=now,
        expires_at=in_milliseconds(expires_at),
        **shown,
    )
    return link, token


@transaction.atomic
def revoke(link: Link, by: User) -> None:
    """Close a link for good. One that was revoked already stays as it is.

    Raises:
        NotPermitted: it is not theirs to revoke.
    """
    locked = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not may(by, locked.kind, locked.release.agency):
        raise NotPermitted
    if not locked.revoked_at:
        locked.revoked_by, locked.revoked_at = by, database_now()
        locked.save(update_fields=["revoked_by", "revoked_at"])
