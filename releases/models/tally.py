"""How many releases are listed, kept as changes, each at its moment."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from releases.years import MonthOf


class TallyQuerySet(models.QuerySet["Tally"]):
    def by_date(
        self,
        language: str,
        first: date | None = None,
        last: date | None = None,
        at: datetime | None = None,
    ) -> dict[date, int]:
        """How many releases are listed in a language, by the dates that they bear.

        Args:
            first, last: the days between which it is asked for; None for all.
            at: a moment that is not past; None for now, by the database's clock.
        """
        asked = self.filter(language=language, topic=None, at__lte=at or Now())
        if first and last:
            asked = asked.filter(date__range=(first, last))
        summed = asked.values_list("date").annotate(count=Sum("change")).order_by()
        return dict(summed.filter(count__gt=0))

    def by_month(self, language: str) -> dict[int, int]:
        """How many releases are listed now in a language, by months such as 202005."""
        asked = self.filter(language=language, topic=None, at__lte=Now())
        months = asked.values_list(MonthOf("date")).order_by()
        return dict(months.annotate(count=Sum("change")).filter(count__gt=0))


class Tally(models.Model):
    """That from a moment on so many more, or fewer, releases are listed in a language.

    Under a date or under a topic. How many there are now is the sum of all changes up to now: so a
    count is exact when a publication's moment comes, without anything happening then. Written where
    intervals are (`releases.tallies`); what has come to pass is added up from time to time.
    """

    language = models.CharField(max_length=5)
    date = models.DateField(null=True)
    topic = models.ForeignKey(
        "releases.Topic", models.CASCADE, null=True, db_index=False, related_name="tallies"
    )
    at = models.DateTimeField()
    change = models.IntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        indexes = [
            # With all that is read, so that the rows themselves need not be.
            models.Index(
                fields=["language", "date", "at", "change"],
                condition=Q(topic=None),
                name="tally_by_date",
            ),
            models.Index(fields=["topic", "language", "at", "change"], name="tally_by_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.date or self.topic_id}: {self.change:+d}"
