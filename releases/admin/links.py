"""Links of a release at the desk: made, listed with every opening, revoked."""

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.desk import DeskRequest
from numbering.clock import database_now
from releases.admin.move import MomentField, edition_label
from releases.errors import MoveRefused
from releases.links import making
from releases.models import Edition, Link, Release, Revision, State
from releases.models.link import Shows, Standing

A_PAGE = 100


def in_moment(moment: datetime.datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


class LinkForm(forms.Form):
    """For whom, and until when."""

    kind: Shows
    title: Any
    explains: Any

    recipient = forms.CharField(label=gettext_lazy("For whom"), max_length=100, strip=True)
    expires_at = MomentField(label=gettext_lazy("Valid until"), required=False)

    def __init__(self, release: Release, data: Any) -> None:
        mine = data if data and data.get("kind") == self.kind else None
        super().__init__(mine, prefix=self.kind, label_suffix="")
        self.release, self.now = release, database_now()
        self.fields["expires_at"].help_text = self.until()

    def until(self) -> str:
        """What an empty field means."""
        raise NotImplementedError

    def latest(self) -> datetime.datetime:
        raise NotImplementedError

    def clean_expires_at(self) -> datetime.datetime | None:
        moment = self.cleaned_data["expires_at"]
        if problem := making.wrong_with_the_end(moment, self.latest(), self.now):
            raise forms.ValidationError(problem)
        return moment


class PreviewForm(LinkForm):
    kind = Shows.PREVIEW
    title = gettext_lazy("Make a preview link")
    explains = gettext_lazy(
        "It shows the text as it is saved now, whatever is written later. It says that this is "
        "not published, and no number before it is assigned."
    )

    revision = forms.ModelChoiceField(Revision.objects.none(), widget=forms.HiddenInput)

    def __init__(self, release: Release, data: Any) -> None:
        super().__init__(release, data)
        said: Any = self.fields["revision"]
        said.queryset = release.revisions.all()
        said.initial = release.revisions.first()
        self.fields["recipient"].required = False

    def until(self) -> str:
        return _("Empty: for a week.")

    def latest(self) -> datetime.datetime:
        return self.now + making.LONGEST_PREVIEW

    def make(self, by: Any) -> tuple[Link, str]:
        said = self.cleaned_data
        return making.preview(said["revision"], by, said["recipient"], said["expires_at"])


class EmbargoForm(LinkForm):
    kind = Shows.EMBARGO
    title = gettext_lazy("Make an embargo link")
    explains = gettext_lazy(
        "It shows the sealed text to one journalist before its time. The name stands above it and "
        "across it, with the time of the opening. If the publication is cancelled or postponed, "
        "the link stops."
    )
    field_order = ("edition",)

    edition = forms.ModelChoiceField(
        Edition.objects.none(), label=gettext_lazy("Edition"), empty_label=None
    )

    def __init__(self, release: Release, data: Any) -> None:
        self.ahead = release.scheduled_editions()
        super().__init__(release, data)
        said: Any = self.fields["edition"]
        said.queryset = release.editions.filter(pk__in=[one.pk for one in self.ahead])
        said.initial = self.ahead[-1]
        said.label_from_instance = edition_label
        if len(self.ahead) == 1:
            said.widget = said.hidden_widget()

    def until(self) -> str:
        if len(self.ahead) > 1:
            return _("Empty: until it is public.")
        return _("Empty: until it is public, %(moment)s.") % {
            "moment": in_moment(self.ahead[0].public_from)
        }

    def latest(self) -> datetime.datetime:
        chosen = self.cleaned_data.get("edition") or self.ahead[-1]
        return chosen.public_from

    def make(self, by: Any) -> tuple[Link, str]:
        said = self.cleaned_data
        return making.embargo(said["edition"], by, said["recipient"], said["expires_at"])


def forms_for(release: Release, request: DeskRequest) -> list[PreviewForm | EmbargoForm]:
    """The forms of the links that a person may make of a release now."""
    data = request.POST if request.method == "POST" else None
    offered: list[PreviewForm | EmbargoForm] = []
    if making.may(request.user, Shows.EMBARGO, release.agency) and release.scheduled_editions():
        offered.append(EmbargoForm(release, data))
    gone = release.state in (State.WITHDRAWN, State.DISCARDED)
    if not gone and making.may(request.user, Shows.PREVIEW, release.agency):
        offered.append(PreviewForm(release, data))
    return offered


def links_view(request: DeskRequest, release: Release, context: dict[str, Any]) -> HttpResponse:
    """The links of a release, and forms for new ones. Whoever makes one is shown its address once.

    Args:
        release: one that the person may see.
        context: the admin site's own.
    """
    context |= _around(release) | {"title": _("Links for people without an account")}
    if request.method == "POST":
        _check_kind(request, release)
    offered = forms_for(release, request)
    for form in offered:
        if form.is_bound and form.is_valid():
            try:
                link, token = form.make(request.user)
            except MoveRefused as refused:
                for problem in refused.problems:
                    form.add_error(None, problem)
            else:
                context |= {"link": link, "address": address_of(request, link, token)}
                return TemplateResponse(request, f"{TEMPLATES}/link_made.html", context)
    if request.method == "POST" and not any(form.is_bound for form in offered):
        messages.error(request, _("This link can’t be made now. Look at the release again."))
    page = Paginator(release.links.with_openings(), A_PAGE).get_page(request.GET.get("page"))
    now = database_now()
    context |= {
        "forms": offered,
        "page_obj": page,
        "links": [
            (link, link.standing(now), in_words(link, now), _revocable(request, link, now))
            for link in page
        ],
    }
    return TemplateResponse(request, f"{TEMPLATES}/links.html", context)


TEMPLATES = "admin/releases/release"


def _check_kind(request: DeskRequest, release: Release) -> None:
    """Refuse whoever may make no links, or none of the kind that they ask for."""
    theirs = [kind for kind in Shows if making.may(request.user, kind, release.agency)]
    asked = request.POST.get("kind")
    if not theirs or (asked in Shows and asked not in theirs):
        raise PermissionDenied


def link_view(
    request: DeskRequest, release: Release, pk: int, context: dict[str, Any]
) -> HttpResponse:
    """One link with all its openings."""
    link = _one(release, pk)
    now = database_now()
    openings = Paginator(link.openings.all(), A_PAGE).get_page(request.GET.get("page"))
    context |= _around(release) | {
        "title": _("Openings"),
        "link": link,
        "said": in_words(link, now),
        "page_obj": openings,
        "may_revoke": _revocable(request, link, now),
    }
    return TemplateResponse(request, f"{TEMPLATES}/link.html", context)


def revoke_view(
    request: DeskRequest, release: Release, pk: int, context: dict[str, Any]
) -> HttpResponse:
    """Ask whether a link is to be closed, and close it."""
    link = _one(release, pk)
    if not making.may(request.user, link.kind, release.agency):
        raise PermissionDenied
    if request.method == "POST":
        making.revoke(link, request.user)
        messages.success(request, _("The link is revoked."))
        return redirect("admin:releases_release_links", release.pk)
    now = database_now()
    context |= _around(release) | {
        "title": _("Revoke the link"),
        "link": link,
        "said": in_words(link, now),
        "may_revoke": _revocable(request, link, now),
    }
    return TemplateResponse(request, f"{TEMPLATES}/link_revoke.html", context)


def in_short(release: Release) -> str:
    """How many links of a release are valid, in words for its form; "" of none."""
    now = database_now()
    open_ones = release.links.filter(revoked_at=None, expires_at__gt=now).with_openings()
    count = sum(link.standing(now) == Standing.VALID for link in open_ones)
    if not count:
        return ""
    return ngettext("%(count)d is valid", "%(count)d are valid", count) % {"count": count}


def in_words(link: Link, now: datetime.datetime) -> str:
    """What a link does now, and since when."""
    standing = link.standing(now)
    if standing == Standing.REVOKED and link.revoked_at:
        moment = in_moment(link.revoked_at)
        return _("revoked by %(person)s, %(moment)s") % {
            "person": link.revoked_by,
            "moment": moment,
        }
    if standing == Standing.STOPPED and link.edition:
        return _("stopped: its edition was cancelled or moved to another time")
    if standing == Standing.STOPPED:
        return _("stopped: the release was withdrawn or discarded, or text of it removed")
    if standing == Standing.PUBLIC:
        return _("leads to the public page")
    moment = in_moment(link.expires_at)
    if standing == Standing.EXPIRED:
        return _("expired, %(moment)s") % {"moment": moment}
    if link.moved_on:
        return _("valid until %(moment)s; the text has been changed since") % {"moment": moment}
    return _("valid until %(moment)s") % {"moment": moment}


def address_of(request: DeskRequest, link: Link, token: str) -> str:
    """The whole address, in the language of the text behind it."""
    with translation.override(link.release.language):
        return request.build_absolute_uri(reverse(f"releases:{link.kind}", args=[token]))


def _one(release: Release, pk: int) -> Link:
    link = release.links.with_openings().filter(pk=pk).first()
    if link is None:
        raise Http404
    return link


def _revocable(request: DeskRequest, link: Link, now: datetime.datetime) -> bool:
    """Whether a person may revoke a link; one that opens nothing any more is left as it is."""
    valid = link.standing(now) == Standing.VALID
    return valid and making.may(request.user, link.kind, link.release.agency)


def _around(release: Release) -> dict[str, Any]:
    return {
        "release": release,
        "opts": Release._meta,
        "change_page": reverse("admin:releases_release_change", args=[release.pk]),
        "links_page": reverse("admin:releases_release_links", args=[release.pk]),
    }
