"""What was read and waits for the one who sent it to confirm it."""

import datetime
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Contact
from agencies.permissions import agencies_where
from agencies.roles import Action
from ingest.door import Source
from ingest.reading import Letterhead, doubts
from ingest.saving import KeptPicture, keep_pictures
from releases.body import tidy_line
from releases.models import Asset

# Nobody comes back to what has waited for so long; the file can be read again.
KEPT_FOR = datetime.timedelta(days=14)


class PaperQuerySet(models.QuerySet["Paper"]):
    """Papers, all or chosen."""

    def waiting_for(self, user: User) -> "PaperQuerySet":
        """What somebody has sent and neither kept nor left out, the oldest first."""
        writable = agencies_where(user, Action.WRITE)
        return self.filter(by=user, agency__in=writable).order_by("pk")

    def forgotten(self) -> "PaperQuerySet":
        """What nobody came back to."""
        return self.filter(read_at__lt=timezone.now() - KEPT_FOR)


class Paper(models.Model):
    """A file that was read, or a text; it goes when a draft is made of it.

    `reading` is `Reading.as_json`; `typed` what somebody has corrected, as it was sent.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who")
    )
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", verbose_name=_("agency"))
    language = models.CharField(_("language"), max_length=7)
    name = models.CharField(_("name"), max_length=120)
    read_at = models.DateTimeField(_("read"), default=timezone.now)
    text = models.TextField(_("text"))
    body = models.TextField(_("body"))
    reading = models.JSONField(_("what was read"))
    pictures = models.JSONField(_("pictures"), default=list)
    typed = models.JSONField(_("typed"), default=dict)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("text that was read")
        verbose_name_plural = _("texts that were read")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, source: Source, name: str, agency: Agency, language: str, by: User) -> "Paper":
        """Keep what was read of a file until `by` has looked at it.

        Args:
            source: what `ingest.door` gave.
            name: what the file is called, "" for a pasted text.
            agency: whose release it is.
            language: "id" or "en".
            by: who sent it, and alone sees it.
        """
        pictures, left = keep_pictures(source.pictures, by)
        reading = source.reading.as_json()
        found = [*source.reading.warnings, *doubts("pictures", left)]
        reading["warnings"] = [str(one) for one in found]
        reading["about"] = [getattr(one, "about", "") for one in found]
        return cls.objects.create(
            by=by,
            agency=agency,
            language=language,
            name=tidy_line(name)[-120:],
            text=source.text,
            body=source.body,
            reading=reading,
            pictures=[
                {
                    "number": picture.number,
                    "sha256": picture.asset.sha256,
                    "name": picture.name,
                    "caption": picture.caption,
                    "alt": picture.alt,
                }
                for picture in pictures
            ],
        )

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead(**self.reading["letterhead"])

    @property
    def warnings(self) -> list[str]:
        found: list[str] = self.reading["warnings"]
        return found

    def doubts_of(self, name: str) -> list[str]:
        """What is to be looked at in one field; with "" what is about none."""
        about = self.reading.get("about", [])  # what was read before this was kept has none
        pairs = zip_longest(self.warnings, about, fillvalue="")
        return [warning for warning, field in pairs if field == name]

    @property
    def contacts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.reading["contacts"]
        return found

    def known_contacts(self) -> list[Contact]:
        """The agency's contacts that the text names."""
        names = {contact["name"].casefold() for contact in self.contacts if contact["name"]}
        return [one for one in self.agency.contacts.all() if one.name.casefold() in names]

    def kept_pictures(self) -> list[KeptPicture]:
        """Its pictures, for a release to have."""
        known = Asset.objects.in_bulk([one["sha256"] for one in self.pictures], field_name="sha256")
        return [
            KeptPicture(
                one["number"], known[one["sha256"]], one["name"], one["caption"], one["alt"]
            )
            for one in self.pictures
        ]
