"""What no other app keeps: sign-ins, from where releases and the register were touched, and the
history of people's accounts."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history import register

from agencies.history import Records


class Door(models.TextChoices):
    IN = "in", _("signed in")
    FAILED = "failed", _("sign-in failed")
    OUT = "out", _("signed out")
    SECOND = "second", _("second step failed")
    CODE = "code", _("recovery code used")
    ADDED = "added", _("second factor added")
    GONE = "gone", _("second factor removed")
    CODES = "codes", _("recovery codes made anew")
    RESET = "reset", _("second factor reset")


class SignIn(models.Model):
    """Somebody passed the desk's door, was kept out, or changed what it asks of them besides a
    password. It is appended, never changed or deleted.

    The name is kept as well, so that a person who did nothing but look can still be deleted. It is
    that of an account: what else was typed in its place may have been a password.
    """

    what = models.CharField(_("what"), max_length=6, choices=Door)
    at = models.DateTimeField(_("when"), db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        verbose_name=_("who"),
    )
    name = models.CharField(_("user name"), max_length=150, blank=True)
    # Of a reset, which somebody else does, or a command without a name; `person` is who is meant.
    whose = models.CharField(_("whose"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    address = models.GenericIPAddressField(_("from where"), null=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"


class CameFrom(models.Model):
    """From where a release or the register was touched. Appended, never changed or deleted.

    Who, what and when stand in the rows that it speaks of, which know nothing of networks.
    """

    source = models.CharField(max_length=12)  # one of `audit.sources`
    row = models.BigIntegerField()
    address = models.GenericIPAddressField(null=True)  # empty: forgotten

    class Meta:
        verbose_name = _("from where")
        verbose_name_plural = _("from where")
        constraints = [models.UniqueConstraint(fields=["source", "row"], name="came_from_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.row}: {self.address}"


# Who may sign in, and who may do everything. Never the password, not even its hash.
register(
    User,
    app="audit",
    manager_name="history",
    records_class=Records,
    excluded_fields=["password", "last_login", "date_joined"],
)
