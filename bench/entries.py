"""Rows of the search index for invented releases, with each sentence stemmed once."""

from collections.abc import Iterable
from typing import Any

from bench.inventing import MARKS, PARTNER, Invented, Inventing


def is_joint(one: Invented) -> bool:
    """Whether it has a partner: the partner's own releases have none."""
    return one.joint and one.agency != PARTNER


class Entries:
    """Those of one newsroom.

    Args:
        agencies, topics: by their slugs.
        letterheads: as canonical JSON, by the slugs of agencies.
        joint: what a joint release says of its partner, as canonical JSON.
    """

    def __init__(
        self,
        inventing: Inventing,
        agencies: dict[str, Any],
        topics: dict[str, Any],
        letterheads: dict[str, str],
        joint: str,
    ) -> None:
        self.inventing, self.agencies, self.topics = inventing, agencies, topics
        self.letterheads, self.joint = letterheads, joint
        self._stems: dict[tuple[int, str], str] = {}
        self._words: dict[int, str] = {}
        self._names: dict[tuple[str, str, bool], str] = {}

    def of(self, one: Invented, edition: dict[str, Any], numbers: list[str]) -> dict[str, Any]:
        """What `releases.search.texts.stemmed` would give, each sentence stemmed once."""
        from releases.search.times import marks as marks_of
        from releases.search.words import RULES, stems, written

        found = stems(" ".join(numbers), one.language)
        number = " ".join([*found, *marks_of(edition["published_at"])])
        entry = {"edition_id": edition["id"], "rules": RULES, "number": number}
        if edition["kind"] == "withdrawal":
            return entry
        first, lead, body = one.sentences[:1], one.sentences[1:3], one.sentences[3:]
        dateline = self._stemmed("KOTA UJI", one.language)
        marks = " ".join(one.marks)
        said = " ".join(f"{self.topics[s].name} {self.topics[s].name_en}" for s in one.topics)
        return entry | {
            "title": self._line(one, first, before=self._stemmed(marks, one.language)),
            "lead": self._line(one, lead, after=dateline),
            "body": self._line(one, body),
            "agency": self._agency_names(one),
            "topics": self._stemmed(said, one.language),
            "title_words": " ".join([*one.marks, *map(self._written, first)]),
            "body_words": " ".join(
                [*map(self._written, lead), *written("KOTA UJI"), *map(self._written, body)]
            ),
        }

    def _line(self, one: Invented, which: Iterable[int], before: str = "", after: str = "") -> str:
        from releases.search.words import stems

        parts = [before]
        for nth in which:
            key = nth, one.language
            if key not in self._stems:
                self._stems[key] = " ".join(stems(self.inventing.stock[nth], one.language))
            parts.append(self._stems[key])
        return " ".join(part for part in [*parts, after] if part)

    def _stemmed(self, text: str, language: str) -> str:
        from releases.search.words import stems

        key = text, language, False
        if key not in self._names:
            self._names[key] = " ".join(stems(text, language))
        return self._names[key]

    def _written(self, nth: int) -> str:
        from releases.search.words import written

        if nth not in self._words:
            self._words[nth] = " ".join(written(self.inventing.stock[nth]))
        return self._words[nth]

    def _agency_names(self, one: Invented) -> str:
        from releases.models import Edition
        from releases.search.texts import stemmed

        key = one.agency, one.language, is_joint(one)
        if key not in self._names:
            edition = Edition(
                agency=self.agencies[one.agency],
                language=one.language,
                letterhead_json=self.letterheads[one.agency],
                joint_json=self.joint if is_joint(one) else "[]",
                attachments_json="[]",
                numbers_json="[]",
                published_at=one.moment,
            )
            self._names[key] = stemmed(edition, [])["agency"]
        return self._names[key]

    def terms(self) -> set[str]:
        """Every word that stands in one of them, as `SearchTerm` has it."""
        from releases.search.index import LONGEST, SHORTEST

        words = {word for line in self._words.values() for word in line.split()}
        words |= {*MARKS, "kota"}
        return {word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha()}
