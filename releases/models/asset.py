"""A file as it is kept: its bytes never change, and the public address follows from their hash."""

import secrets

from django.conf import settings
from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.files.formats import Kind
from releases.files.intake import Accepted


def unguessable(row: models.Model, name: str) -> str:
    """Where a file lies below the media root: under a name that nobody can guess."""
    token = secrets.token_hex(32)
    return f"files/{token[:2]}/{token}"


class Preparing(models.TextChoices):
    """How far the renditions of a picture are."""

    WAITING = "waiting", _("smaller versions are being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("smaller versions could not be made")


class Asset(models.Model):
    """The bytes of a picture, document or video; the same bytes are kept once."""

    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    content = models.FileField(_("content"), upload_to=unguessable, max_length=100)
    preparing = models.CharField(
        _("smaller versions"), max_length=10, choices=Preparing, default=Preparing.READY
    )
    kept_at = models.DateTimeField(_("kept"), auto_now_add=True)
    sent_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("sent by")
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return f"{self.media_type}, {self.sha256[:8]}"

    @classmethod
    def keep(cls, accepted: Accepted) -> "Asset":
        """Keep what was accepted, unless the very same bytes are here already.

        Args:
            accepted: what `releases.files.intake.take_in` gave.
        """
        asset, _made = cls.objects.get_or_create(
            sha256=accepted.sha256,
            defaults={
                "kind": accepted.kind,
                "media_type": accepted.media_type,
                "size": accepted.size,
                "width": accepted.width,
                "height": accepted.height,
                "content": File(accepted.content, accepted.name),
                "preparing": Preparing.WAITING
                if accepted.kind == Kind.PICTURE
                else Preparing.READY,
            },
        )
        return asset


class Rendition(models.Model):
    """A picture at one width, in one format, for the pages that show it."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    content = models.FileField(upload_to=unguessable, max_length=100)

    class Meta:
        verbose_name = _("smaller version")
        verbose_name_plural = _("smaller versions")
        constraints = [
            models.UniqueConstraint(
                fields=["asset", "width", "media_type"], name="a_rendition_is_made_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id}: {self.width}, {self.media_type}"
