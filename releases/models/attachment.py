"""A file on a release at the desk: what is said of it, and where it stands."""

from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from releases.files.attached import Attached
from releases.files.formats import Kind
from releases.models.asset import Asset

if TYPE_CHECKING:
    from releases.models.release import Release


class AttachmentManager(models.Manager["Attachment"]):
    def get_queryset(self) -> models.QuerySet["Attachment"]:
        """With their files: nothing can be said of one without the other."""
        return super().get_queryset().select_related("asset")

    def put_back(self, release: "Release", copies: list[dict[str, Any]]) -> None:
        """Give a release the files that it had.

        Args:
            copies: what `Attachment.copy` gave, in their order.
        """
        assets = Asset.objects.in_bulk([one["sha256"] for one in copies], field_name="sha256")
        release.attachments.all().delete()
        for order, one in enumerate(copies):
            said = {name: one[name] for name in ("number", "name", *Attachment.SAID)}
            self.create(release=release, asset=assets[one["sha256"]], order=order, **said)

    def attach(
        self, release: "Release", asset: Asset, name: str, number: int = 0, **said: Any
    ) -> "Attachment":
        """Put a file on a release.

        Args:
            release: one that can be changed.
            asset: the file.
            name: under which it is offered, with its ending.
            number: what the text calls it by; the next free one, where it is taken or 0.
            said: any of `Attachment.SAID`, and `order`; after all others unless told.
        """
        there = release.attachments.aggregate(number=Max("number"), order=Max("order"))
        taken = set(release.attachments.values_list("number", flat=True))
        if not number or number in taken:
            number = (there["number"] or 0) + 1
        said.setdefault("order", (there["order"] or 0) + 1)
        return self.create(release=release, asset=asset, name=name, number=number, **said)


class Attachment(models.Model):
    """A file of a release, with its caption. `number` is what the text calls it by: [foto 2]."""

    SAID = ("caption", "credit", "alt", "decorative", "focus_x", "focus_y")

    release = models.ForeignKey(
        "releases.Release", models.CASCADE, related_name="attachments", verbose_name=_("release")
    )
    asset = models.ForeignKey(
        Asset, models.PROTECT, related_name="attachments", verbose_name=_("file")
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=120)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who can’t see it."),
    )
    decorative = models.BooleanField(
        _("only decoration"), default=False, help_text=_("It tells nothing that the text does not.")
    )
    focus_x = models.PositiveSmallIntegerField(
        _("focus from the left"), default=50, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focus from the top"), default=50, validators=[MaxValueValidator(100)]
    )

    objects = AttachmentManager()

    class Meta:
        verbose_name = _("picture or file")
        verbose_name_plural = _("pictures and files")
        ordering = ["release", "order", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "number"], name="a_file_has_a_number_of_its_own"
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100), name="the_focus_is_in_the_picture"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.asset.kind == Kind.PICTURE

    def copy(self) -> dict[str, Any]:
        """All that the public sees of it, as plain values, for a sealed edition to keep."""
        return {
            "sha256": self.asset.sha256,
            "kind": self.asset.kind,
            "media_type": self.asset.media_type,
            "size": self.asset.size,
            "width": self.asset.width,
            "height": self.asset.height,
            "number": self.number,
            "name": self.name,
            **{name: getattr(self, name) for name in self.SAID},
        }

    def attached(self) -> Attached:
        """It as the public would see it."""
        return Attached(**self.copy())
