"""What a new release begins with: the agency's template, its contacts, or the last release."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.permissions import agencies_where
from agencies.roles import Action
from releases import figures
from releases.models import Release, ReleaseTemplate, State

MOST_AGENCIES = 10  # that are offered one by one; the form's own field has them all


@dataclass(frozen=True)
class Beginning:
    """A way to begin that is offered above an empty form."""

    label: str
    url: str


def initial(user: User, asked: QueryDict) -> dict[str, Any]:
    """The fields that a new release begins with.

    Args:
        user: who begins it.
        asked: `agency`, a slug, unless the person writes for one only; `language`, of the
            template; `from` with the value "last" for the agency's last release. What is
            unknown, or not theirs, counts as not asked.
    """
    agency = _agency(user, asked)
    if agency is None:
        return {}
    if asked.get("from") == "last" and (last := _last(agency)):
        return _from_release(last)
    begun: dict[str, Any] = {
        "agency": agency.pk,
        "contacts": [one.pk for one in agency.contacts.filter(by_default=True)],
    }
    templates = ReleaseTemplate.objects.filter(agency=agency)
    if (language := asked.get("language")) in dict(settings.LANGUAGES):
        templates = templates.filter(language=language)
    template = templates.order_by("-language").first()  # Indonesian before English
    return begun | (_from_template(template) if template else {})


def offered(user: User, asked: QueryDict) -> list[Beginning]:
    """The ways to begin that a person may choose among besides the one that is before them.

    First for which agency, where they write for several; then the ways of that agency.

    Args:
        user: who begins.
        asked: as for `initial`.
    """
    agency = _agency(user, asked)
    several = list(_writable(user)[:MOST_AGENCIES])
    ways = [
        _way(_("Begin for %(agency)s") % {"agency": one.short_name}, agency=one.slug)
        for one in several
        if len(several) > 1 and one != agency
    ]
    if agency is None:
        return ways
    templates = list(agency.templates.order_by("-language"))
    for template in templates if len(templates) > 1 else []:
        label = _("Template in %(language)s") % {"language": template.get_language_display()}
        ways.append(_way(label, agency=agency.slug, language=template.language))
    if last := _last(agency):
        label = _("Start from the last release: “%(title)s”") % {"title": last.title}
        ways.append(_way(label, **{"agency": agency.slug, "from": "last"}))
    return ways


def _way(label: str, **asked: str) -> Beginning:
    return Beginning(label, f"{reverse('admin:releases_release_add')}?{urlencode(asked)}")


def _writable(user: User) -> QuerySet[Agency]:
    """The agencies that a person is a member of to write for, or all that they may write for."""
    writable = agencies_where(user, Action.WRITE).filter(active=True)
    own = writable.filter(memberships__user=user).distinct()
    return own if own.exists() else writable


def _agency(user: User, asked: QueryDict) -> Agency | None:
    """The agency that is asked for, if they may write for it; else the only one they write for."""
    slug = asked.get("agency", "").replace("\0", "")  # PostgreSQL fails when asked for one
    theirs = agencies_where(user, Action.WRITE).filter(active=True)
    if slug and (agency := theirs.filter(slug=slug).first()):
        return agency
    agencies = list(_writable(user)[:2])
    return agencies[0] if len(agencies) == 1 else None


def _last(agency: Agency) -> Release | None:
    written = agency.releases.filter(translation_of=None).exclude(state=State.DISCARDED)
    return written.order_by("-created_at", "-pk").first()


def _from_template(template: ReleaseTemplate) -> dict[str, Any]:
    begun: dict[str, Any] = {
        name: getattr(template, name) for name in ("language", "genre", "title", "dateline", "body")
    }
    begun["topics"] = [topic.pk for topic in template.topics.all()]
    if contacts := [contact.pk for contact in template.contacts.all()]:
        begun["contacts"] = contacts
    return begun


def _from_release(release: Release) -> dict[str, Any]:
    """All that it says, but not its date, its number, and its files with their places."""
    names = ("language", "genre", "title", "summary", "dateline")
    begun: dict[str, Any] = {name: getattr(release, name) for name in names}
    begun["body"] = figures.placed(release.body, [])
    several = ("contacts", "topics", "joint_with")
    begun |= {name: [one.pk for one in getattr(release, name).all()] for name in several}
    return begun | {"agency": release.agency_id, "sequence": release.sequence_id}
