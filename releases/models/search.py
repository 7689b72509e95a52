"""What searching reads: the words of each edition, and every word that was ever written."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """The stems of an edition, field by field, between single blanks.

    Written in the transaction that seals; `releases.search.index` is all that writes it. It may
    stand there before its edition is public: only `releases.search.matching` reads it, always
    from editions that are. What finds words in it follows by itself: on PostgreSQL the column
    `vector`, on SQLite the table `releases_searchwords` by triggers.
    """

    edition = models.OneToOneField(
        "releases.Edition", models.CASCADE, primary_key=True, related_name="search_entry"
    )
    title = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    agency = models.TextField(blank=True)
    topics = models.TextField(blank=True)
    number = models.TextField(blank=True)
    # The same words as they are written, for the order alone: nothing is found by them.
    title_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    rules = models.PositiveSmallIntegerField(help_text="words.RULES that it was written by")

    class Meta:
        verbose_name = _("entry of the search index")
        verbose_name_plural = _("entries of the search index")

    def __str__(self) -> str:
        return f"{self.edition_id}"


class SearchTerm(models.Model):
    """A word that stands in an edition, folded, so that a misspelled one finds its likes.

    A term says nothing of whether what holds it is public: `releases.search.suggesting` asks.
    """

    term = models.CharField(max_length=30, primary_key=True)
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=2)

    class Meta:
        verbose_name = _("word of the search index")
        verbose_name_plural = _("words of the search index")
        indexes = [
            models.Index(fields=["head"], name="search_term_head"),
            models.Index(fields=["tail"], name="search_term_tail"),
        ]

    def __str__(self) -> str:
        return self.term
