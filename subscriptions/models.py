"""Who is told of releases by mail, of which ones, and what they were sent."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from numbering.clock import database_now
from releases.models import Edition, Genre, Topic
from releases.search.asking import LONGEST
from subscriptions.timing import Frequency, next_digest


class Standing(models.TextChoices):
    PENDING = "pending", _("not confirmed yet")
    ACTIVE = "active", _("receives mail")
    STOPPED = "stopped", _("stopped: mail came back")


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def active(self) -> "SubscriberQuerySet":
        return self.filter(standing=Standing.ACTIVE)

    def following(self, edition: Edition) -> "SubscriberQuerySet":
        """Those who were sent an edition of the same release, or may have been."""
        sent = Delivery.objects.filter(
            subscriber=models.OuterRef("pk"), edition__release=edition.release_id
        )
        return self.filter(models.Exists(sent))


class Subscriber(models.Model):
    """A mail address, and what is to be sent to it.

    Nothing is sent before its owner has confirmed it. It is deleted, with all that was sent to it,
    when they leave. Of agencies, topics and kinds any one has to be met, if one is chosen at all;
    of the words all.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    mail_language = models.CharField(
        _("language of the mails"), max_length=5, choices=settings.LANGUAGES
    )
    agencies = models.ManyToManyField(Agency, blank=True, verbose_name=_("agencies"))
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="subscribers", verbose_name=_("topics")
    )
    genres = models.JSONField(_("kinds"), default=list, blank=True)
    language = models.CharField(
        _("language of the releases"), max_length=5, choices=settings.LANGUAGES, blank=True
    )
    words = models.CharField(_("words"), max_length=LONGEST, blank=True)
    frequency = models.CharField(
        _("how often"), max_length=10, choices=Frequency, default=Frequency.AT_ONCE
    )
    standing = models.CharField(
        _("state"), max_length=10, choices=Standing, default=Standing.PENDING
    )
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    digest_since = models.DateTimeField(null=True)  # what became public later is in the next one
    digest_due = models.DateTimeField(_("next digest"), null=True, db_index=True)
    bounced_at = models.DateTimeField(_("mail came back"), null=True)
    bounce = models.TextField(_("what the mail server said"), blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["standing", "frequency"], name="subscriber_by_standing")]

    def __str__(self) -> str:
        return self.email

    def choose(self, chosen: dict[str, Any]) -> None:
        """Write down what somebody chose, by the names of `forms.PreferencesForm`.

        What a digest held back is sent now where they want their mails at once from now on.
        """
        from subscriptions import tasks

        before, now = self.frequency, database_now()
        with transaction.atomic():
            for name in ("mail_language", "language", "words", "genres", "frequency"):
                setattr(self, name, chosen[name])
            if self.frequency != before:
                if before == Frequency.AT_ONCE:
                    self.digest_since = now
                self.digest_due = next_digest(self.frequency, now)
            self.save()
            self.agencies.set(chosen["agencies"])
            self.topics.set(chosen["topics"])
            if self.standing == Standing.ACTIVE and self.frequency == Frequency.AT_ONCE != before:
                tasks.send_digests.enqueue([self.pk])

    def confirm(self) -> None:
        """From now on mail is sent to it. Does nothing where it was confirmed already."""
        if self.standing == Standing.ACTIVE:
            return
        now = database_now()
        self.standing = Standing.ACTIVE
        self.confirmed_at = self.digest_since = now
        self.digest_due = next_digest(self.frequency, now)
        self.bounced_at, self.bounce = None, ""
        self.save()

    def came_back(self, said: str, *, for_good: bool) -> None:
        """Write down that a mail could not be delivered; stop, if none ever will be."""
        self.bounced_at, self.bounce = database_now(), said[:1000]
        if for_good and self.standing == Standing.ACTIVE:
            self.standing = Standing.STOPPED
        self.save(update_fields=["bounced_at", "bounce", "standing"])

    @property
    def chosen_genres(self) -> list[str]:
        return [str(Genre(one).label) for one in self.genres if one in Genre.values]


class Announcement(models.Model):
    """That an edition was looked at when it had become public, and who is to be told was found."""

    edition = models.OneToOneField(
        Edition, models.CASCADE, primary_key=True, related_name="announcement"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.edition_id}"


class Delivery(models.Model):
    """An edition that was sent to a subscriber.

    It is written before the mail goes out, and `sent_at` after it. Where a process was killed
    between the two nobody knows whether it went: it is sent again, and a withdrawal is told.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="deliveries")
    in_digest = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "subscriber"], name="an_edition_is_sent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} → {self.subscriber_id}"


class Asking(models.Model):
    """That a mail was asked for at the form. Kept for a day; see `subscriptions.limits`."""

    mailbox = models.CharField(max_length=64, help_text="Hashed.")
    place = models.CharField(max_length=64, blank=True, help_text="Hashed.")
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["mailbox", "at"], name="asking_by_mailbox"),
            models.Index(fields=["place", "at"], name="asking_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox[:8]}, {self.at}"
