"""What is typed is kept before it is saved: once for each person and release, until they save."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from numbering.clock import database_now
from releases.body import from_paragraphs, from_typed
from releases.models import Release, Revision, WorkingCopy
from releases.models.working_copy import SILENT


@transaction.atomic
def at_it(release: Release | None, by: User, typed: QueryDict | None = None) -> WorkingCopy:
    """Remember that somebody has a form open, and what they have typed.

    Args:
        release: None for a new one.
        by: whose form it is.
        typed: the form as it would be sent; None where nothing was typed since.
    """
    now = database_now()
    new = {"release": release, "by": by, "since": now, "seen_at": now}
    copy, _new = _own(release, by).select_for_update().get_or_create(defaults=new)
    if not copy.typed and copy.seen_at < now - SILENT:
        copy.since = now
    copy.seen_at = now
    if typed is not None:
        copy.typed, copy.typed_at = without_what_is_not_typed(typed).urlencode(), now
    copy.save()
    return copy


def forget(release: Release | None, by: User) -> None:
    """What was typed is saved, or was thrown away."""
    _own(release, by).update(typed="", typed_at=None)


def leave(release: Release | None, by: User) -> None:
    """The form is closed, and nothing in it is unsaved."""
    _own(release, by).filter(typed="").delete()


def kept(release: Release | None, by: User) -> WorkingCopy | None:
    """What somebody has typed and not saved."""
    return _own(release, by).exclude(typed="").first()


def others(release: Release | None, by: User) -> list[WorkingCopy]:
    """Who else has this release open, the longest first."""
    if release is None:
        return []
    seen: datetime.datetime = database_now() - SILENT
    copies = release.working_copies.filter(seen_at__gte=seen).exclude(by=by)
    return list(copies.select_related("by").order_by("since"))


def texts(copy: WorkingCopy) -> list[tuple[str, str]]:
    """What was typed in words, to be read and copied: a field's name, and clean HTML."""
    typed: Any = QueryDict(copy.typed)
    labels: Any = {field.name: field for field in Release._meta.get_fields()}
    shown = []
    for name in ("title", "summary", "dateline", "body"):
        if text := typed.get(name):
            html = from_typed(text) if name == "body" else from_paragraphs([text])
            shown.append((str(labels[name].verbose_name), html))
    endings = ("-caption", "-credit", "-alt")
    if said := [text for name, text in typed.items() if name.endswith(endings) and text]:
        shown.append((_("pictures and files"), from_paragraphs(said)))
    return shown


def without_what_is_not_typed(sent: QueryDict) -> QueryDict:
    """What was typed, without what belongs to one sending: buttons, Django's own switches."""
    typed = sent.copy()
    for name in sent:
        if name.startswith("_") or name == "csrfmiddlewaretoken":
            del typed[name]
    return typed


def saved_since(release: Release | None, read: str) -> Revision | None:
    """The last revision of a release, if it is not the one that a form was opened with.

    Args:
        read: the form's `revision_read`.
    """
    if release is None or read == str(release.revision):
        return None
    return release.revisions.select_related("by").first()


def _own(release: Release | None, by: User) -> Any:
    return WorkingCopy.objects.filter(release=release, by=by)
