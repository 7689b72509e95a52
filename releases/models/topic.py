"""What releases are about: a flat list that the newsroom keeps, with merging."""

import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TopicQuerySet(models.QuerySet["Topic"]):
    def standing(self) -> "TopicQuerySet":
        """Those that can be chosen: not merged into another."""
        return self.filter(merged_into=None)

    def counted(self, language: str, at: datetime.datetime | None = None) -> "TopicQuerySet":
        """Those that something public stands under, each with how many releases, in `count`.

        Args:
            language: in which each release is listed once.
            at: a moment that is not past; None for now, by the database's clock.
        """
        so_far = Q(tallies__language=language, tallies__at__lte=at or Now())
        summed = self.standing().annotate(count=Sum("tallies__change", filter=so_far))
        return summed.filter(count__gt=0)

    def called(self, slugs: list[str]) -> "TopicQuerySet":
        """Those with these addresses; in the place of a merged one, what it was merged into."""
        return self.standing().filter(Q(slug__in=slugs) | Q(merged__slug__in=slugs)).distinct()


class Topic(models.Model):
    """A topic, in both languages. One that was merged stays, so that its address still leads on."""

    name = models.CharField(_("name in Indonesian"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="no_topic_is_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it; what stands under it is then found by its names as they are now."""
        from releases.search import index

        before = Topic.objects.filter(pk=self.pk).values_list("name", "name_en").first()
        super().save(*args, **kwargs)
        if before and before != (self.name, self.name_en):
            index.follow_topic(self)

    @transaction.atomic
    def merge_into(self, other: "Topic") -> None:
        """Let another topic take the place of this one, wherever this one stands.

        Args:
            other: a topic that was not merged itself.

        Raises:
            ValueError: it is this one, or one of the two was merged.
        """
        from releases import tallies
        from releases.search import index

        # Locked in one order, so that of two merges that cross each other one is refused.
        both = Topic.objects.filter(pk__in=[self.pk, other.pk]).order_by("pk").select_for_update()
        if [topic.merged_into_id for topic in both] != [None, None]:
            raise ValueError("A topic is merged once, into another one that stands.")
        for standing in self._standing_on():
            owner = standing.field.m2m_field_name()
            rows = standing.through._default_manager.filter(topic=self)
            have = standing.through._default_manager.filter(topic=other).values(owner)
            rows.filter(**{f"{owner}__in": have}).delete()
            rows.update(topic=other)
        Topic.objects.filter(merged_into=self).update(merged_into=other)
        self.merged_into = other
        self.save(update_fields=["merged_into"])
        index.follow_topic(other)
        tallies.follow_topic(other)

    @classmethod
    def _standing_on(cls) -> list[Any]:
        """The relations to all that has topics: releases, editions, templates."""
        relations = cls._meta.get_fields(include_hidden=True)
        return [one for one in relations if one.many_to_many and one.auto_created]
