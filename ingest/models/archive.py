"""What was taken over from an archive: each file, and each of its rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from ingest.archive.flags import Flag
from releases.models import Release


class Standing(models.TextChoices):
    """What became of a row."""

    PUBLIC = "public", _("public")
    DRAFT = "draft", _("a draft at the desk")
    HERE = "here", _("was here before")
    KEPT_OUT = "kept-out", _("kept out")


class ArchiveImport(models.Model):
    """One file of an archive, however often it was begun."""

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("agency"),
        help_text=_("None: of several, what another newsroom has written out."),
    )
    name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    mapping = models.TextField(_("mapping"), blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    unknown_topics = models.JSONField(_("topics that are not here"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("file of an archive")
        verbose_name_plural = _("files of an archive")
        constraints = [
            models.UniqueConstraint(fields=["agency", "sha256"], name="a_file_is_known_again"),
        ]

    def __str__(self) -> str:
        return self.name


class ArchiveRowQuerySet(models.QuerySet["ArchiveRow"]):
    def flagged(self) -> "ArchiveRowQuerySet":
        return self.exclude(flags="")

    def with_flag(self, flag: str) -> "ArchiveRowQuerySet":
        return self.filter(flags__contains=f" {flag} ")


class ArchiveRow(models.Model):
    """One row of an archive, by which it is known again, and what a person should look at."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    first = models.ForeignKey(ArchiveImport, models.PROTECT, related_name="+")
    seen = models.ForeignKey(
        ArchiveImport, models.PROTECT, related_name="rows_seen", verbose_name=_("file")
    )
    key = models.CharField(_("key"), max_length=200)
    digest = models.CharField(max_length=64)
    later = models.CharField(max_length=64, blank=True)
    place = models.PositiveIntegerField(_("row"))
    state = models.CharField(_("what became of it"), max_length=10, choices=Standing)
    date = models.DateField(_("date"), null=True)
    number = models.TextField(_("number"), blank=True)
    title = models.CharField(_("headline"), max_length=300, blank=True)
    flags = models.CharField(max_length=300, blank=True)
    details = models.TextField(_("what to look at"), blank=True)
    source = models.TextField(
        _("row as it was"), blank=True, help_text=_("Kept where the desk has no place for it.")
    )
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="archive_rows", verbose_name=_("release")
    )
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)

    objects = ArchiveRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an archive")
        verbose_name_plural = _("rows of an archive")
        ordering = ["seen", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="a_row_is_taken_over_once"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_row_is_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title or str(self.place)

    @property
    def flag_labels(self) -> list[str]:
        """What it is flagged for, in words."""
        return [str(Flag(code).label) for code in self.flags.split()]

    def add_flag(self, flag: Flag, detail: str = "") -> bool:
        """Flag it, once; what is new has to be settled anew.

        Returns:
            Whether anything was added. It is not saved.
        """
        changed = False
        if f" {flag} " not in self.flags:
            self.flags = f"{self.flags.rstrip()} {flag} "
            changed = True
        line = f"{flag}: {detail}"
        if detail and line not in self.details.splitlines():
            # What stands there twice may stand there a third time by now.
            if flag == Flag.DOUBLE:
                self.details = _without(self.details, flag)
            self.details = f"{self.details}\n{line}".strip()
            changed = True
        if changed:
            self.settled_at = self.settled_by = None
        return changed


def _without(details: str, flag: Flag) -> str:
    """Details without what they say of one flag."""
    return "\n".join(line for line in details.splitlines() if not line.startswith(f"{flag}: "))
