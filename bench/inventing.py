"""Releases that nobody wrote: the same for one seed, however many there are. No database here.

The words are Indonesian ones between invented ones, which fall off in frequency as words of a
language do; a sentence is drawn from a stock of some thousands, so that its stems are worked out
once. Each release is drawn by a generator of its own, from the seed and its place.
"""

import datetime
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import accumulate

YEARS = range(2005, 2025)
FIRST = datetime.datetime(YEARS[0], 1, 1, 3, tzinfo=datetime.UTC)
DAYS = (datetime.datetime(YEARS[-1], 12, 31, tzinfo=datetime.UTC) - FIRST).days
OFFICE_HOURS = 10 * 60  # minutes after three o'clock UTC
NEVER_YET = datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)

# Ten offices and thirty below them, in a tree of three steps.
AGENCIES: dict[str, str] = {"provinsi": ""}
AGENCIES |= {f"asisten-{nth}": "provinsi" for nth in range(1, 10)}
AGENCIES |= {f"dinas-{nth}": f"asisten-{1 + nth % 9}" for nth in range(1, 31)}
SLUGS = tuple(AGENCIES)
PARTNER = "dinas-1"  # of every joint release
TOPICS = tuple(f"topik-{nth}" for nth in range(1, 25))

# What stands in one headline of so many, for searches that are to find that much.
MARKS = {"pembangunan": 4, "pertengahan": 60, "langkasuka": 1_000}
COMMON, MIDDLING, RARE = MARKS

ACTORS = (
    *("pemerintah provinsi", "kepala dinas", "gubernur", "wakil gubernur"),
    *("sekretaris daerah", "tim penyuluh", "petugas kesehatan", "para guru"),
    *("kelompok tani", "warga kelurahan", "panitia daerah", "balai latihan"),
)
DEEDS = (
    *("meresmikan", "menyiapkan", "memperbaiki", "membagikan", "menutup sementara"),
    *("memeriksa", "memperluas", "menyerahkan", "mengumumkan", "menjadwalkan"),
    *("mencatat", "mendampingi", "menertibkan", "membahas"),
)
THINGS = (
    *("taman baca", "jembatan gantung", "jadwal pelayanan", "bantuan benih"),
    *("saluran air", "pasar rakyat", "jalan kabupaten", "laporan tahunan"),
    *("layanan keliling", "vaksinasi ternak", "rumah susun", "beasiswa"),
)
SENTENCES = 6_000
WORDS = 8_000
LEAD, BODY, PARAGRAPHS = 2, 14, 4


@dataclass(frozen=True)
class Invented:
    """One release; places begin with 1.

    Attributes:
        original: the place of what it translates; its own where it is none.
        sentences: places in the stock: one of the headline, of the lead, of the text.
        fate: "plain", "corrected", "rescheduled" (what was planned was cancelled), "withdrawn" or
            "scheduled".
    """

    place: int
    original: int
    agency: str
    joint: bool
    language: str
    moment: datetime.datetime
    marks: tuple[str, ...]
    sentences: tuple[int, ...]
    topics: tuple[str, ...]
    fate: str

    @property
    def date(self) -> datetime.date:
        return self.moment.date()

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), default=str, sort_keys=True).encode()


class Inventing:
    """All releases of a seed."""

    def __init__(self, seed: int = 7) -> None:
        self.seed = seed

    @cached_property
    def stock(self) -> list[str]:
        """The sentences."""
        chance = random.Random(self.seed)  # noqa: S311 - nothing secret
        syllables = [a + b for a in "bdgjklmnprst" for b in "aiueo"]
        words = ["".join(chance.sample(syllables, 3)) for _nth in range(WORDS)]
        weights = list(accumulate(1 / (nth + 10) for nth in range(WORDS)))
        return [self._sentence(chance, words, weights) for _nth in range(SENTENCES)]

    @staticmethod
    def _sentence(chance: random.Random, words: list[str], weights: list[float]) -> str:
        said = chance.choices(words, cum_weights=weights, k=6)
        start = f"{chance.choice(ACTORS)} {chance.choice(DEEDS)} {chance.choice(THINGS)}"
        return f"{start} di {said[0]} {said[1]}, dengan {' '.join(said[2:])}".capitalize()

    def release(self, place: int) -> Invented:
        """The release at a place. Every tenth translates the one before it."""
        original = place - (place % 10 == 0)
        own, shared = self._chance(place, 1), self._chance(original, 2)
        drawn = [int(own.random() * SENTENCES) for _nth in range(1 + LEAD + BODY)]
        # Not in the order of their places: old releases are read in late.
        moment = FIRST + datetime.timedelta(
            days=int(shared.random() * DAYS),
            minutes=int(shared.random() * OFFICE_HOURS),
            milliseconds=original % 60_000,
        )
        first = int(shared.random() * len(TOPICS))
        topics = {TOPICS[first], TOPICS[(first + 1 + original) % len(TOPICS)]}
        return Invented(
            place=place,
            original=original,
            agency=SLUGS[int(shared.random() * len(SLUGS))],
            joint=original % 33 == 0,
            language="en" if place != original else "id",
            moment=moment,
            marks=tuple(word for word, one_in in MARKS.items() if place % one_in == 1),
            sentences=tuple(drawn),
            topics=tuple(sorted(topics)[: 1 + original % 2]),
            fate=self._fate(place),
        )

    def _chance(self, place: int, use: int) -> random.Random:
        return random.Random((self.seed * 1_000_003 + place) * 4 + use)  # noqa: S311

    @staticmethod
    def _fate(place: int) -> str:
        # None of these is translated, nor a translation.
        fates = {3: (20, "corrected"), 5: (50, "rescheduled"), 6: (400, "withdrawn")}
        fates |= {7: (500, "scheduled")}
        one_in, fate = fates.get(place % 10, (0, ""))
        return fate if one_in and place % one_in < 10 else "plain"

    def title(self, one: Invented) -> str:
        return " ".join([*one.marks, self.stock[one.sentences[0]]]).capitalize()

    def summary(self, one: Invented) -> str:
        return self._together(one.sentences[1 : 1 + LEAD])

    def body(self, one: Invented) -> str:
        said = one.sentences[1 + LEAD :]
        each = -(-len(said) // PARAGRAPHS)
        parts = (said[start : start + each] for start in range(0, len(said), each))
        return "".join(f"<p>{self._together(part)}</p>" for part in parts)

    def _together(self, sentences: Sequence[int]) -> str:
        return " ".join(f"{self.stock[nth]}." for nth in sentences)
