"""Where an edition stands in lists: with its agencies and all above them, under its topics."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Shelf(models.Model):
    """That an edition stands on the shelf of an agency or of a topic, with what it sorts by.

    On the shelf of an agency stands what it or one below it issued, alone or jointly; so a list of
    the one or of the other is read from an index, however large the newsroom is. Written together
    with the search index (`releases.shelves`). It may stand there before it is public: lists ask
    `Edition.objects.published().of_agency(...)`, never this table alone.
    """

    edition = models.ForeignKey(
        "releases.Edition", models.CASCADE, related_name="shelves", verbose_name=_("edition")
    )
    agency = models.ForeignKey(
        "agencies.Agency", models.CASCADE, null=True, db_index=False, related_name="+"
    )
    topic = models.ForeignKey(
        "releases.Topic", models.CASCADE, null=True, db_index=False, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("shelf")
        verbose_name_plural = _("shelves")
        constraints = [
            models.CheckConstraint(
                condition=Q(agency=None, topic__isnull=False) | Q(agency__isnull=False, topic=None),
                name="a_shelf_is_of_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-published_at", "-edition"],
                condition=Q(agency__isnull=False),
                name="shelf_of_agency",
            ),
            # The year first, so that it is never taken for a list without one.
            models.Index(
                fields=["year", "agency", "-published_at", "-edition"],
                condition=Q(agency__isnull=False),
                name="shelf_of_agency_and_year",
            ),
            models.Index(
                fields=["topic", "-published_at", "-edition"],
                condition=Q(topic__isnull=False),
                name="shelf_of_topic",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.agency_id or self.topic_id}"
