"""The desk's working document. No public code reads it."""

import datetime
import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Contact
from numbering import lookup, patterns
from numbering.clock import database_now
from numbering.models import Number, Sequence, today
from numbering.models import State as NumberState
from releases import (
    approval,
    classifying,
    finding,
    holding,
    kinship,
    moves,
    notes,
    number_checks,
    publication,
    redaction,
    restoring,
)
from releases.errors import CameInBetween
from releases.files.attached import Attached
from releases.models.edition import Edition
from releases.models.genre import Genre
from releases.models.revision import Revision
from releases.models.state import State
from releases.models.topic import Topic
from releases.sheet import Sheet

if TYPE_CHECKING:
    from releases.models.kin import Redaction, Replacement
    from releases.models.note import Note


class ReleaseQuerySet(models.QuerySet["Release"]):
    def searched(self, text: str) -> "ReleaseQuerySet":
        """Releases that are what was typed; see `releases.finding`."""
        return self.filter(finding.meaning(text) | Q(pk__in=self._not_yet_registered(text)))

    def _not_yet_registered(self, text: str) -> list[int]:
        """Those whose number of the old books reads so, but enters the register at approval."""
        waiting = self.filter(releasenumber=None).exclude(paper_numbers="")
        if not lookup.says_a_number(text):
            return []
        return [
            pk
            for pk, numbers in waiting.values_list("pk", "paper_numbers")
            if any(lookup.reads_as(number, text) for number in numbers.splitlines())
        ]

    def with_turns(self) -> "ReleaseQuerySet":
        """With what tells who has each release that is in work: see `releases.holding`."""
        turns = Revision.objects.filter(release__state__in=holding.IN_WORK)
        turns = turns.select_related("by").defer("content", "changed", "note")
        return self.prefetch_related(Prefetch("revisions", turns, to_attr="turns"))

    def overdue(self) -> "ReleaseQuerySet":
        """Those that wait for review longer than their agency allows."""
        submitting = Revision.objects.filter(release=OuterRef("pk"), action="submit")
        handed_in = Subquery(submitting.order_by("-position").values("at")[:1])
        limits = Agency.objects.order_by().values_list("review_hours", flat=True).distinct()
        late = Q(pk__in=[])
        for hours in limits:
            if hours is not None:
                begun = timezone.now() - datetime.timedelta(hours=hours)
                late |= Q(agency__review_hours=hours, handed_in__lt=begun)
        return self.filter(state=State.SUBMITTED).annotate(handed_in=handed_in).filter(late)


class Release(Sheet, models.Model):
    """A release as the desk writes, reviews and approves it."""

    # What is written, in the order of the form; a revision keeps exactly these.
    WRITTEN = (
        *("agency", "sequence", "genre", "language", "date", "title", "summary", "dateline"),
        *("body", "topics", "contacts"),
        *("reservation", "joint_with", "addendum_to", "suffix", "paper_numbers"),
    )
    # Instead of, or besides, the next number of its sequence.
    OTHER_WAYS = ("reservation", "joint_with", "addendum_to", "suffix", "paper_numbers")

    uid = models.UUIDField(_("identity"), default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="releases", verbose_name=_("agency")
    )
    sequence = models.ForeignKey(
        Sequence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sequence"),
        help_text=_("Empty: the agency's only one."),
    )
    genre = models.CharField(
        _("kind of release"), max_length=15, choices=Genre, default=Genre.RELEASE
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    date = models.DateField(
        _("release date"),
        default=today,
        validators=[MinValueValidator(datetime.date(1900, 1, 1))],
    )
    title = models.CharField(_("headline"), max_length=300)
    summary = models.TextField(_("summary"), max_length=500, blank=True)
    dateline = models.CharField(
        _("dateline"), max_length=100, blank=True, help_text=_("The place, as in JAKARTA.")
    )
    body = models.TextField(_("body"), blank=True)
    reservation = models.ForeignKey(
        Number,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reserved number"),
        help_text=_("Empty: the next number is taken at approval."),
    )
    addendum_to = models.ForeignKey(
        Number,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("addendum to number"),
        help_text=_("Only for an addendum: the number it follows, such as 1158."),
    )
    suffix = models.CharField(
        _("its letter"),
        max_length=1,
        blank=True,
        help_text=_("The letter of the addendum: A makes 1158 into 1158A."),
    )
    joint_with = models.ManyToManyField(
        Sequence,
        blank=True,
        related_name="+",
        verbose_name=_("joint with"),
        help_text=_("A joint release takes one number more from each of these sequences."),
    )
    paper_numbers = models.TextField(
        _("number from the old books"),
        blank=True,
        help_text=_(
            "Only for a release that was issued on paper before: its number exactly as "
            "printed, one a line. Empty: a new number is taken at approval."
        ),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="releases", verbose_name=_("topics")
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="+", verbose_name=_("contacts")
    )
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="translations",
        editable=False,
        verbose_name=_("translation of"),
    )
    numbers = models.ManyToManyField(
        Number,
        through="ReleaseNumber",
        related_name="releases",
        verbose_name=_("numbers"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    path = models.CharField(_("address"), max_length=120, null=True, unique=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("last edited by"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("submitted by"),
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = ReleaseQuerySet.as_manager()
    turns: list[Revision]  # set by `with_turns()`

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                condition=~Q(state=State.DISCARDED),
                name="one_translation_a_language",
            ),
        ]

    def __str__(self) -> str:
        # A draft from an archive may lack its headline.
        return self.title or ", ".join(self.paper_numbers.splitlines()) or "–"

    def clean(self) -> None:
        problems: dict[str, Any] = {}
        if self.sequence_id and self.agency_id:
            open_ones = Sequence.objects.open_to(self.agency)
            if not open_ones.filter(pk=self.sequence_id).exists():
                problems["sequence"] = _("This agency does not draw from this sequence.")
        for line in self.paper_numbers.splitlines():
            if len(line) > patterns.LONGEST_NUMBER or not patterns.key(line):
                problems["paper_numbers"] = _(
                    "Write one number a line, each of at most 100 characters."
                )
        problems |= number_checks.of_the_form(self)
        if self.translation_of and self.translation_of.language == self.language:
            problems["language"] = _("Choose another language than the original’s.")
        if problems:
            raise ValidationError(problems)

    # --- What is written ---

    def content(self) -> dict[str, object]:
        """The written fields as plain values."""
        return {
            "agency": self.agency.slug,
            "sequence": self.sequence.code if self.sequence else None,
            "genre": self.genre,
            "language": self.language,
            "date": self.date.isoformat(),
            "title": self.title,
            "summary": self.summary,
            "dateline": self.dateline,
            "body": self.body,
            "paper_numbers": self.paper_numbers,
            "reservation": self.reservation.text if self.reservation else None,
            "addendum_to": self.addendum_to.text if self.addendum_to else None,
            "suffix": self.suffix,
            "joint_with": [one.code for one in self.joint_with.all()],
            "contacts": [one.pk for one in self.contacts.all()],
            "topics": [one.slug for one in self.topics.all()],
            "attachments": [one.copy() for one in self.attachments.all()],
        }

    @classmethod
    def label_of(cls, name: str) -> str:
        """A field of `content()` by the name that people know."""
        field: Any = cls._meta.get_field(name)
        if hasattr(field, "verbose_name"):
            return str(field.verbose_name)
        return str(field.related_model._meta.verbose_name_plural)

    @transaction.atomic
    def record(
        self, by: User, action: str = "edit", note: str = "", overrides_four_eyes: bool = False
    ) -> Revision | None:
        """Append what has just been saved to the desk's memory.

        Args:
            by: who saved.
            action: "edit", or the move that was made.
            note: why, in their words.
            overrides_four_eyes: whether they approve their own work; the note says why.

        Returns:
            The revision; None where an edit changed nothing.
        """
        revision = self.revised(by, action, note, overrides_four_eyes)
        if action == "edit" and not revision.changed:
            return None
        revision.save(force_insert=True)
        self.follow(revision)
        return revision

    def revised(
        self, by: User, action: str, note: str = "", overrides_four_eyes: bool = False
    ) -> Revision:
        """The revision that `record` would append now. It is not saved."""
        content = self.content()
        last = self.revisions.first()
        before: dict[str, Any] = last.fields if last else {}
        if named := before.get("topics"):
            # A topic that was merged since is not this person's change.
            before["topics"] = list(Topic.objects.called(named).values_list("slug", flat=True))
        changed = [name for name, value in content.items() if before.get(name) != value]
        return Revision(
            release=self,
            position=self.revision + 1,
            action=action,
            by=by,
            at=database_now(),
            note=note,
            overrides_four_eyes=overrides_four_eyes,
            changed=changed,
            content=json.dumps(content, ensure_ascii=False, sort_keys=True),
        )

    def follow(self, revision: Revision) -> None:
        """Save it as a revision that was appended."""
        self.revision = revision.position
        if revision.changed:
            self.edited_by = revision.by
        self.save()

    @contextmanager
    def read_at_once(self) -> Iterator[None]:
        """While it lasts, what stands around it is read once. None of that may change meanwhile."""
        partners = Prefetch("joint_with", Sequence.objects.select_related("agency"))
        models.prefetch_related_objects([self], partners, "topics", "contacts", "attachments")
        try:
            yield
        finally:
            vars(self).pop("_prefetched_objects_cache", None)

    @property
    def attached(self) -> list[Attached]:
        """Its pictures and files, in their order, as the public would see them."""
        return [one.attached() for one in self.attachments.all()]

    @property
    def editable(self) -> bool:
        """Whether its text may be changed: once approved, it has been sealed."""
        return self.state in (State.DRAFT, State.SENT_BACK, State.SUBMITTED)

    # --- Its number ---

    def drawn_sequence(self, open_ones: list[Sequence] | None = None) -> Sequence | None:
        """The sequence its main number comes from: the chosen one, or the agency's only one.

        Args:
            open_ones: the sequences that its agency draws from, where they are known already.
        """
        if self.translation_of:
            return None  # it bears the numbers of its original
        if number := self.reservation or self.addendum_to:
            return number.sequence
        if self.sequence:
            return self.sequence
        if open_ones is None:
            open_ones = list(Sequence.objects.open_to(self.agency)[:2])
        return open_ones[0] if len(open_ones) == 1 else None

    def number_texts(self) -> list[str]:
        """Its official numbers, verbatim, in order; none before approval, and no void ones."""
        links = sorted(self.releasenumber_set.all(), key=lambda link: link.position)
        return [link.number.text for link in links if link.number.state != NumberState.VOID]

    @property
    def takes_another_way(self) -> bool:
        """Whether it gets its numbers in another way than just the next one."""
        plain = (self.reservation_id, self.addendum_to_id, self.paper_numbers)
        return any(plain) or self.joint_with.exists()

    def issuers(self) -> list[Agency]:
        """The agencies that issue it: its own, and those it is joint with."""
        original = self.translation_of or self
        joint = [sequence.agency for sequence in original.joint_with.all()]
        return list(dict.fromkeys([self.agency, *joint]))

    # --- What the public sees of it ---

    def standing_editions(self) -> list[Edition]:
        """Its editions that were not cancelled, in the order in which they are public."""
        standing = [edition for edition in self.editions.all() if not edition.cancelled]
        return sorted(standing, key=lambda edition: edition.public_from)

    def public_edition(self) -> Edition | None:
        """The edition that is public, as far as the application's clock knows."""
        begun = [one for one in self.standing_editions() if one.public_from <= timezone.now()]
        return begun[-1] if begun else None

    def scheduled_editions(self) -> list[Edition]:
        """The editions whose time has not come, as far as the application's clock knows."""
        return [one for one in self.standing_editions() if one.public_from > timezone.now()]

    def scheduled_edition(self) -> Edition | None:
        """The last edition whose time has not come, as far as the application's clock knows."""
        ahead = self.scheduled_editions()
        return ahead[-1] if ahead else None

    # --- The office's own verbs; each is one transaction, refused with a `MoveRefused` ---

    def submit(self, by: User, note: str = "") -> None:
        """Hand it to whoever approves."""
        moves.submit(self, by, note)

    def send_back(self, by: User, note: str) -> None:
        """Hand it back to whoever writes, saying what to mend."""
        moves.send_back(self, by, note)

    def approve(
        self,
        by: User,
        revision: int,
        publish_at: datetime.datetime | None = None,
        override_reason: str = "",
        late_reason: str = "",
        correction_note: str = "",
    ) -> Edition:
        """Give it its number and seal it. See `releases.approval`."""
        try:
            return approval.approve(
                self, by, revision, publish_at, override_reason, late_reason, correction_note
            )
        except IntegrityError as error:
            # Such as two releases that want one address at the same moment.
            raise CameInBetween from error

    def correct(self, by: User, note: str = "") -> None:
        """Open the text for a correction; the public sees what it saw until it is approved."""
        publication.correct(self, by, note)

    def classify(self, by: User, add: Iterable[Topic] = (), remove: Iterable[Topic] = ()) -> None:
        """Put it under topics, and take it out of others."""
        classifying.classify(self, by, add, remove)

    def keep(self, by: User, note: str = "") -> None:
        """Give a correction up."""
        publication.keep(self, by, note)

    def postpone(self, by: User, publish_at: datetime.datetime, note: str = "") -> None:
        """Move a publication whose time has not come."""
        publication.postpone(self, by, publish_at, note)

    def translate(self, by: User, language: str) -> "Release":
        """Begin a translation: a release of its own that will bear the same numbers."""
        return kinship.translate(self, by, language)

    def replace_by(self, by: User, other: "Release") -> "Replacement":
        """Say for good that another release takes its place."""
        return kinship.replace_by(self, by, other)

    def redact(self, by: User, edition: Edition, authority: str, reason: str) -> "Redaction":
        """Remove the text of a sealed edition. See `releases.redaction`."""
        return redaction.redact(self, by, edition, authority, reason)

    def cancel(self, by: User, reason: str, edition: Edition | None = None) -> None:
        """Take back a publication whose time has not come. It keeps its number."""
        publication.cancel(self, by, reason, edition)

    def withdraw(self, by: User, public_reason: str, note: str = "") -> Edition:
        """Put a tombstone in its place, for good."""
        return publication.withdraw(self, by, public_reason, note)

    def discard(self, by: User, note: str = "") -> None:
        """Put a draft without a number aside; it can be recovered."""
        moves.discard(self, by, note)

    def recover(self, by: User, note: str = "") -> None:
        """Take a discarded draft up again."""
        moves.recover(self, by, note)

    # --- Verbs that move nothing ---

    def add_note(self, by: User, text: str) -> "Note":
        """Say something to everybody at the desk who may see it."""
        return notes.add(self, by, text)

    def restore(self, by: User, chosen: Revision, revision: int) -> list[str]:
        """Make an old revision the text again. See `releases.restoring`."""
        return restoring.restore(self, by, chosen, revision)
