"""What a number or a hash is now, as the public may know it."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Q

from documents.models import Made
from documents.verifying.comparing import Difference
from numbering import patterns
from numbering.models import Number, State
from releases.models import Edition

MOST = 50


class Verdict(StrEnum):
    GENUINE = "genuine"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    ALTERED = "altered"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


@dataclass
class Answer:
    """What is said of a number, a hash or a document.

    Attributes:
        verdict: one of Verdict.
        number: what was asked, or the number that is void; empty where nothing is known of it, or
            where a hash or a document was asked about.
        current: the edition that is public now, a tombstone where the release was withdrawn.
        held: the edition that was asked about, or that the document is most like.
        editions: how many the public has seen; `nth` is the place of `held` among them.
        differences: where a document says something else.
    """

    verdict: Verdict
    number: str = ""
    current: Edition | None = None
    held: Edition | None = None
    nth: int = 0
    editions: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def difference_path(self) -> str:
        """The page that shows what was changed since; empty where nothing was."""
        if self.current is None or self.current.withdrawn or self.nth in (0, self.editions):
            return ""
        return f"{self.current.get_absolute_url()}editions/{self.nth}/{self.editions}/"


def by_number(text: str, language: str) -> list[Answer]:
    """What a number is, in whatever spelling; several where it reads as several do.

    Args:
        text: at most `patterns.LONGEST_READ` characters.
        language: in which a release is named that was published in both.
    """
    public = Edition.objects.published().in_language(language).numbered(text)
    found = list(public.newest_first().select_related("agency", "release")[:MOST])
    key = patterns.key(text)
    found = [one for one in found if key in map(patterns.key, one.numbers)] or found
    if found:
        return [of_release(edition, number=text) for edition in found]
    return _void(text) or [Answer(Verdict.UNKNOWN)]


def by_hash(sha256: str) -> list[Answer]:
    """What an edition is with this hash, or of which a file was made with this hash."""
    made = Made.objects.filter(sha256=sha256).values("edition")
    seen = Edition.objects.history().filter(Q(sha256=sha256) | Q(pk__in=made))
    held = seen.select_related("agency", "release").order_by("-public_from", "-pk").first()
    answer = held and of_edition(held)
    return [answer or Answer(Verdict.UNKNOWN)]


def of_edition(held: Edition) -> Answer | None:
    """What an edition is that the public has seen; None where its release is not public now."""
    current = Edition.objects.published().filter(release=held.release_id)
    found = current.select_related("agency", "release").first()
    return of_release(found, held) if found else None


def of_release(current: Edition, held: Edition | None = None, number: str = "") -> Answer:
    """What a public release is.

    Args:
        current: its edition that is public now.
        held: the edition that is asked about; None where only a number is known: then whoever
            holds a sheet may hold an earlier edition.
        number: as it was asked.
    """
    if current.withdrawn:
        return Answer(Verdict.WITHDRAWN, number, current, current)
    before = Edition.objects.history().filter(
        release=current.release_id, public_from__lt=current.public_from
    )
    order = [*before.order_by("public_from").values_list("pk", flat=True), current.pk]
    asked = order[0] if held is None else held.pk
    if asked not in order:
        return Answer(Verdict.GENUINE, number, current, current, len(order), len(order))
    nth = order.index(asked) + 1
    verdict = Verdict.GENUINE if nth == len(order) else Verdict.CORRECTED
    return Answer(verdict, number, current, held or current, nth, len(order))


def _void(text: str) -> list[Answer]:
    """The numbers that are void, of those that were once public."""
    void = Number.objects.reading_as(text).filter(state=State.VOID).exclude(text="")
    found = list(void.order_by("pk")[:MOST])
    # One question either way, whether there is such a number or not: time tells nothing, either.
    seen = Edition.objects.history().filter(release__numbers__in=void.values("pk"))
    public = {number for edition in seen for number in edition.numbers}
    return [Answer(Verdict.VOID, number=one.text) for one in found if one.text in public]
