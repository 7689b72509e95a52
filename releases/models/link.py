"""Links for people without an account: who may read what until when, and every opening."""

import datetime
import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies.network import client_address
from numbering.clock import database_now
from releases.files.attached import Attached, ByLink
from releases.models.edition import Edition
from releases.models.kin import Redaction
from releases.models.release import Release, State
from releases.models.revision import Revision


def fingerprint(token: str) -> str:
    """What is kept of a link's secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


class Shows(models.TextChoices):
    """What a link shows. The value stands in its address."""

    PREVIEW = "preview", _("preview")
    EMBARGO = "embargo", _("embargo")


class Standing(models.TextChoices):
    """What a link does at a moment. It follows from the time and is never stored."""

    VALID = "valid", _("valid")
    PUBLIC = "public", _("leads to the public page")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")
    STOPPED = "stopped", _("stopped")


class LinkQuerySet(models.QuerySet["Link"]):
    def whole(self) -> "LinkQuerySet":
        """With all that its standing follows from, and without a query for each."""
        removed = Redaction.objects.filter(
            edition__release=OuterRef("release"), at__gte=OuterRef("made_at")
        )
        later = Revision.objects.filter(
            release=OuterRef("release"), position__gt=OuterRef("revision__position")
        )
        return self.select_related(
            "release__agency", "revision", "edition__agency", "edition__redaction"
        ).annotate(text_removed=Exists(removed), moved_on=Exists(later.exclude(changed=[])))

    def with_openings(self) -> "LinkQuerySet":
        """With `opened`, how many times, and `opened_last`; without the text it shows."""
        rows = self.whole().select_related("made_by", "revoked_by")
        rows = rows.annotate(opened=Count("openings"), opened_last=Max("openings__at"))
        rows = rows.order_by("-made_at", "-pk")  # one that groups has no order of its own
        return rows.defer("revision__content", "release__body", "edition__body")

    def known_by(self, kind: str, token: str) -> "Link | None":
        """The link with a secret. It is looked up by its hash, so no time tells how near one is."""
        return self.whole().filter(kind=kind, token_sha256=fingerprint(token)).first()


class Link(models.Model):
    """A secret address under which one revision, or one sealed edition before its time, is read.

    The secret itself is not kept. The database refuses to change a link, but for its being
    revoked, once.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=Shows)
    release = models.ForeignKey(
        Release, models.PROTECT, related_name="links", verbose_name=_("release")
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, related_name="links", verbose_name=_("revision")
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, related_name="links", verbose_name=_("edition")
    )
    recipient = models.CharField(_("for whom"), max_length=100, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("valid until"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Shows.PREVIEW, revision__isnull=False, edition=None)
                | Q(kind=Shows.EMBARGO, revision=None, edition__isnull=False),
                name="a_link_shows_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Shows.EMBARGO, recipient=""),
                name="an_embargo_link_is_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="a_link_is_valid_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None, revoked_at=None)
                | Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="whoever_revokes_a_link_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}, {self.kind}: {self.recipient or self.pk}"

    # By `whole()`: text of its release was removed since, or the desk's text is another by now.
    text_removed: bool
    moved_on: bool

    def standing(self, now: datetime.datetime) -> Standing:
        """What it does at a moment. Ask of one that `whole()` gave.

        An edition that was postponed is another one: its link stops, like that of a cancelled
        one. A preview stops when its text shall not be read any more.
        """
        if self.revoked_at:
            return Standing.REVOKED
        if self.edition:
            if self.edition.cancelled:
                return Standing.STOPPED
            if self.edition.public_from <= now:
                return Standing.PUBLIC
        elif self.text_removed or self.release.state in (State.WITHDRAWN, State.DISCARDED):
            return Standing.STOPPED
        return Standing.EXPIRED if self.expires_at <= now else Standing.VALID

    def attached(self, token: str) -> list[Attached]:
        """The pictures and files that it shows, under its own addresses."""
        if self.revision is None:
            copies = json.loads(self.edition.attachments_json) if self.edition else []
        else:
            said: Any = self.revision.fields.get("attachments", [])
            copies = said
        return [ByLink(**one, kind_of_link=self.kind, token=token) for one in copies]

    def has_file(self, sha256: str) -> bool:
        """Whether it shows a file."""
        return any(one.sha256 == sha256 for one in self.attached(""))


class OpeningManager(models.Manager["Opening"]):
    def record(self, link: Link, request: HttpRequest) -> "Opening":
        """Put on record that a link was opened."""
        agent = request.headers.get("User-Agent", "").replace("\0", "")
        return self.create(
            link=link,
            at=database_now(),
            address=client_address(request) or "",
            user_agent=agent[: Opening.LONGEST_AGENT],
        )


class Opening(models.Model):
    """That a link was opened: when, from where, with what.

    Appended, never changed; only the last two are forgotten in time.
    """

    LONGEST_AGENT = 200

    link = models.ForeignKey(Link, models.PROTECT, related_name="openings", verbose_name=_("link"))
    at = models.DateTimeField(_("when"))
    address = models.CharField(_("from where"), max_length=64, blank=True)
    user_agent = models.CharField(_("with what"), max_length=LONGEST_AGENT, blank=True)

    objects = OpeningManager()

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["link", "-at"], name="openings_of_a_link")]

    def __str__(self) -> str:
        return f"{self.link_id}: {self.address}"
