"""What an agency has its own way of: which checks it wants, and what a new release begins with."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Contact
from releases.checks.rule import Level
from releases.models.genre import Genre
from releases.models.topic import Topic


class HouseRule(models.Model):
    """How an agency, and those below it, take one of the checks before approval."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="house_rules", verbose_name=_("agency")
    )
    rule = models.CharField(_("check"), max_length=40)
    level = models.CharField(_("taken as"), max_length=10, choices=Level)

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        ordering = ["agency", "rule"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "rule"],
                name="a_rule_is_set_once_an_agency",
                violation_error_message=_("The agency has set this check already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.rule}, {self.get_level_display()}"


class ReleaseTemplate(models.Model):
    """What a new release of an agency begins with."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="templates", verbose_name=_("agency")
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    genre = models.CharField(
        _("kind of release"), max_length=15, choices=Genre, default=Genre.RELEASE
    )
    title = models.CharField(_("headline"), max_length=300, blank=True)
    dateline = models.CharField(_("dateline"), max_length=100, blank=True)
    body = models.TextField(_("body"), blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    contacts = models.ManyToManyField(
        Contact,
        blank=True,
        related_name="+",
        verbose_name=_("contacts"),
        help_text=_("None: those that the agency has by default."),
    )

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["agency", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "language"],
                name="one_template_a_language",
                violation_error_message=_("The agency has a template in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.short_name}, {self.get_language_display()}"
