"""The sheets of a release at the desk, before its time and after its end."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from agencies.desk import DeskRequest
from agencies.discreet import KEPT
from agencies.permissions import agencies_where
from agencies.roles import Action
from documents import marks
from documents.views import sent
from releases.models import Edition

SHEET = "sheet.pdf"


@require_safe
def sheet(request: DeskRequest, pk: int, position: int | None = None) -> HttpResponseBase:
    """The sheet of an edition, by its place among all that were sealed; without one, the newest."""
    mine = agencies_where(request.user, Action.VIEW)
    editions = Edition.objects.select_related("agency", "redaction")
    editions = editions.filter(release=pk, release__agency__in=mine).order_by("position")
    if position is None:
        edition = editions.last()
        if edition is None:
            raise Http404
    else:
        edition = get_object_or_404(editions, position=position)
    return sent(request, edition, SHEET, marks.at_the_desk(edition), KEPT)
