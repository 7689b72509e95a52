"""What failed in the background, and the button that tries it again."""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.desk import DeskRequest
from agencies.permissions import agencies_where, can
from agencies.roles import Action
from releases.admin.dashboard.lines import SHOWN, Line, at, of_release
from releases.files.preparing import prepare
from releases.models import Attachment, Preparing, Release, State

# It is made as soon as a picture is kept: after so long, nobody is at it any more.
STUCK = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Failure:
    """What failed, as a line; `again` is where to try it once more, "" for those who may not."""

    line: Line
    again: str


def failures(user: User, now: datetime.datetime) -> list[Failure]:
    """Pictures whose smaller versions could not be made, on releases that a person sees."""
    failed = Q(asset__preparing=Preparing.FAILED)
    stuck = Q(asset__preparing=Preparing.WAITING, asset__kept_at__lt=now - STUCK)
    rows = Attachment.objects.filter(
        failed | stuck, release__agency__in=agencies_where(user, Action.VIEW)
    ).exclude(release__state=State.DISCARDED)
    rows = rows.select_related("asset", "release__agency").defer("release__body")
    return [_failure(one, user) for one in rows.order_by("-asset__kept_at", "-pk")[:SHOWN]]


def _failure(attachment: Attachment, user: User) -> Failure:
    release = attachment.release
    line = of_release(
        release,
        number=attachment.name,
        when=_("sent %(moment)s") % {"moment": at(attachment.asset.kept_at)},
        note=_("The smaller versions of this picture could not be made."),
    )
    if not can(user, Action.WRITE, release.agency):
        return Failure(line, "")
    address = reverse("admin:releases_release_again", args=[release.pk, attachment.pk])
    return Failure(line, address)


@require_POST
def again_view(request: DeskRequest, release: Release, pk: int) -> HttpResponse:
    """Do for one picture what `manage.py renditions` does for all, and say what came out.

    Args:
        release: one that the person may see.
        pk: the attachment's.
    """
    attachment = get_object_or_404(release.attachments, pk=pk)
    if not can(request.user, Action.WRITE, release.agency):
        raise PermissionDenied
    about = {"name": attachment.name, "title": release.title}
    if prepare(attachment.asset):
        said = _("“%(title)s”: the smaller versions of %(name)s are made.") % about
        messages.success(request, said)
    else:
        said = _(
            "“%(title)s”: the smaller versions of %(name)s failed again. Remove the picture from "
            "the release and add it anew, or tell those who run the newsroom: its log says why."
        )
        messages.error(request, said % about)
    return redirect(f"{reverse('admin:index')}#content-start")  # where what came out is said
