"""Whom to ask: the contacts of the agencies, for everybody.

A contact is otherwise made public by an approval, as a copy on a sheet. Here stand those of now:
what is public **and** stands on every new release, of agencies that are active. So nobody is
listed who was written down for a single release, or for the desk alone.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from agencies import vcards
from agencies.models import Agency, Contact
from agencies.tree import AgencyTree


class Directory(ListView):
    """The active agencies that have such contacts, each after the one it belongs to."""

    template_name = "agencies/directory.html"

    def get_queryset(self) -> list[tuple[Agency, list[Contact]]]:
        listed: dict[int, list[Contact]] = {}
        for contact in Contact.objects.listed():
            listed.setdefault(contact.agency_id, []).append(contact)
        agencies = AgencyTree(Agency.objects.all()).active()
        return [(one, listed[one.pk]) for one in agencies if one.pk in listed]


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One of those that are listed, for an address book."""
    contact = get_object_or_404(Contact.objects.listed().select_related("agency"), pk=pk)
    return vcards.answer(contact.copy(), contact.agency, f"{contact.agency.slug}-{pk}")
