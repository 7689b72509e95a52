"""Filling an empty database with a newsroom of invented releases, fast, and as it would be kept.

    DATABASE_URL=... python -m bench.filling SIZE

Everything that follows from releases is written too: the register and its counters, hashes, search
index, shelves and tallies. `manage.py doctor` finds nothing in it. On SQLite the guards stand all
along; on PostgreSQL they are passed by as for a replica, since their functions are called row by
row. Releases have no text at the desk and no revisions: no public page reads them.
"""

import datetime
import json
import sys
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import django

from bench.bulk import Rows, inserted
from bench.entries import Entries, is_joint
from bench.inventing import AGENCIES, NEVER_YET, PARTNER, TOPICS, Invented, Inventing
from bench.progress import Progress

CHUNK = 2_000  # releases that are in memory together
DAY = datetime.timedelta(days=1)


class Filling:
    """Fills a newsroom, from where it was left to as many releases as are wanted."""

    def __init__(self, seed: int = 7) -> None:
        from django.contrib.auth.models import User

        from agencies.models import Agency, Contact, Letterhead
        from numbering.models import Sequence
        from releases.models import Topic
        from releases.sealing import canonical

        self.inventing = Inventing(seed)
        self.user = User.objects.create(username="bench", is_superuser=True, is_staff=True)
        self.agencies: dict[str, Any] = {}
        self.sequences: dict[str, Any] = {}
        self.letterheads: dict[str, str] = {}
        self.contacts: dict[str, str] = {}
        for nth, (slug, parent) in enumerate(AGENCIES.items(), start=1):
            name = slug.replace("-", " ").title()
            agency = Agency.objects.create(
                name=name, short_name=name, slug=slug, parent=self.agencies.get(parent)
            )
            head = Letterhead.objects.create(
                agency=agency,
                lines=f"PEMERINTAH PROVINSI UJI\n{name.upper()}",
                address=f"Jalan Contoh {nth}",
                city="KOTA UJI",
                postcode="12345",
                phones="(000) 111",
            )
            contact = Contact.objects.create(
                agency=agency, name=f"Humas {name}", position="Humas", phones="(000) 444"
            )
            self.agencies[slug] = agency
            self.letterheads[slug] = canonical(head.copy())
            self.contacts[slug] = canonical([contact.copy()])
            self.sequences[slug] = Sequence.objects.create(
                agency=agency,
                name=f"Siaran pers {name}",
                code=slug,
                pattern=f"{{serial}}/SP-{nth}/{{month:02}}/{{year}}",
                reset="yearly",
            )
        self.pairs = [(one.pk, one.parent_id) for one in self.agencies.values()]
        self.topics = {
            slug: Topic.objects.create(
                name=slug.replace("-", " ").title(), name_en=f"Topic {slug[6:]}", slug=slug
            )
            for slug in TOPICS
        }
        partner = self.agencies[PARTNER]
        self.joint = canonical(
            [
                {
                    "agency": PARTNER,
                    "name": partner.name,
                    "short_name": partner.short_name,
                    "letterhead": json.loads(self.letterheads[PARTNER]),
                }
            ]
        )
        self.serials: defaultdict[tuple[str, int], int] = defaultdict(int)
        self.done = self.numbers = self.editions = self.shelves = self.links = 0
        self.entries = Entries(
            self.inventing, self.agencies, self.topics, self.letterheads, self.joint
        )

    def to(self, number: int) -> None:
        """Fill to a number of releases."""
        progress = Progress("filling", number)
        while self.done < number:
            last = min(number, self.done + CHUNK)
            self._chunk([self.inventing.release(at) for at in range(self.done + 1, last + 1)])
            self.done = last
            progress.at(last)
        self._finish()

    def _chunk(self, releases: list[Invented]) -> None:
        from django.db import transaction

        from numbering.models import Number
        from releases.models import Edition, Release, ReleaseNumber, SearchEntry, Shelf

        under = Edition.topics.through
        tables: dict[Any, Rows] = {
            model: []
            for model in (Release, Number, ReleaseNumber, Edition, under, SearchEntry, Shelf)
        }
        borne: dict[int, list[tuple[int, str]]] = {}  # of originals: numbers and their texts
        with transaction.atomic():
            counters = self._counters(releases)
            for one in releases:
                tables[Release].append(self._release(one))
                if one.original == one.place:
                    borne[one.place] = [*self._take(one, tables[Number])]
                own = borne[one.original]
                for position, (number, _text) in enumerate(own, start=1):
                    self.links += 1
                    tables[ReleaseNumber].append(
                        {
                            "id": self.links,
                            "release_id": one.place,
                            "number_id": number,
                            "position": position,
                        }
                    )
                texts = [text for _number, text in own]
                for edition in self._editions(one, texts):
                    tables[Edition].append(edition)
                    tables[under] += self._under(one, edition)
                    tables[SearchEntry].append(self.entries.of(one, edition, texts))
                    tables[Shelf] += self._shelves(one, edition)
            for model, rows in tables.items():
                if rows:
                    inserted(model, rows)
            for (slug, year), counter in counters.items():
                counter.last = self.serials[slug, year]
                counter.save(update_fields=["last"])

    # --- The register ---

    def _counters(self, releases: Iterable[Invented]) -> dict[tuple[str, int], Any]:
        """Those that are stepped on, begun where there are none."""
        from numbering.models import Counter

        wanted = {(one.agency, one.date.year) for one in releases}
        wanted |= {(PARTNER, one.date.year) for one in releases if one.joint}
        return {
            (slug, year): Counter.objects.get_or_create(
                sequence=self.sequences[slug],
                period=str(year),
                defaults={"opening": 1, "last": 0},
            )[0]
            for slug, year in sorted(wanted)
        }

    def _take(self, one: Invented, lines: Rows) -> Iterable[tuple[int, str]]:
        from numbering import patterns

        slugs = [one.agency, PARTNER] if is_joint(one) else [one.agency]
        for slug in slugs:
            self.serials[slug, one.date.year] += 1
            serial = self.serials[slug, one.date.year]
            text = self.sequences[slug].text_of(serial, one.date)
            self.numbers += 1
            lines.append(
                {
                    "id": self.numbers,
                    "agency_id": self.agencies[slug].pk,
                    "sequence_id": self.sequences[slug].pk,
                    "period": str(one.date.year),
                    "serial": serial,
                    "text": text,
                    "key": patterns.key(text),
                    "date": one.date,
                    "origin": "allocated",
                    "taken_at": one.moment,
                    "taken_by_id": self.user.pk,
                }
            )
            yield self.numbers, text

    # --- Releases and editions ---

    def _release(self, one: Invented) -> dict[str, Any]:
        return {
            "id": one.place,
            "agency_id": self.agencies[one.agency].pk,
            "sequence_id": None,
            "uid": uuid.UUID(int=one.place),
            "title": self.inventing.title(one),
            "date": one.date,
            "language": one.language,
            "translation_of_id": one.original if one.original != one.place else None,
            "state": "withdrawn" if one.fate == "withdrawn" else "approved",
            "edited_by_id": self.user.pk,
            "created_at": one.moment,
            "updated_at": one.moment,
            "path": self._path(one),
        }

    @staticmethod
    def _path(one: Invented) -> str:
        return f"{one.date:%Y/%m}/siaran-{one.place}"

    def _editions(self, one: Invented, numbers: list[str]) -> Rows:
        """One or two: of a few the first was corrected or withdrawn, or another one cancelled."""
        begins = NEVER_YET if one.fate == "scheduled" else one.moment
        later = begins + DAY
        ends = later if one.fate in ("corrected", "withdrawn") else None
        rows = [self._edition(one, numbers, None, begins, ends)]
        if one.fate in ("corrected", "withdrawn", "rescheduled"):
            ends = later if one.fate == "rescheduled" else None
            rows.append(self._edition(one, numbers, rows[0], later, ends))
        return rows

    def _edition(
        self,
        one: Invented,
        numbers: list[str],
        before: dict[str, Any] | None,
        public_from: datetime.datetime,
        public_until: datetime.datetime | None,
    ) -> dict[str, Any]:
        from releases.models import Edition
        from releases.publication import UNSAID
        from releases.sealing import canonical, fingerprint

        self.editions += 1
        row: dict[str, Any] = {
            "id": self.editions,
            "release_id": one.place,
            "position": 2 if before else 1,
            "kind": "correction" if before else "release",
            "uid": uuid.UUID(int=one.place),
            "path": self._path(one),
            "agency_id": self.agencies[one.agency].pk,
            "language": one.language,
            "date": one.date,
            "title": self.inventing.title(one),
            "summary": self.inventing.summary(one),
            "dateline": "KOTA UJI",
            "body": self.inventing.body(one),
            "note": "Angka di alinea kedua dibetulkan." if before else "",
            "numbers_json": canonical(numbers),
            "joint_json": self.joint if is_joint(one) else "[]",
            "letterhead_json": self.letterheads[one.agency],
            "contacts_json": self.contacts[one.agency],
            "published_at": before["published_at"] if before else public_from,
            "public_from": public_from,
            "public_until": public_until,
            "sealed_at": min(public_from, one.moment),
            "previous_sha256": before["sha256"] if before else "",
        }
        if before and one.fate == "withdrawn":
            row |= UNSAID | {"kind": "withdrawal", "note": "Siaran ini dicabut."}
        columns = {name: value for name, value in row.items() if name != "agency_id"}
        edition = Edition(**columns, agency=self.agencies[one.agency])
        return row | {"sha256": fingerprint(edition)}

    def _under(self, one: Invented, edition: dict[str, Any]) -> Rows:
        return [
            {
                "id": 2 * edition["id"] + nth,
                "edition_id": edition["id"],
                "topic_id": self.topics[slug].pk,
            }
            for nth, slug in enumerate(one.topics)
        ]

    # --- What follows from them ---

    def _shelves(self, one: Invented, edition: dict[str, Any]) -> Rows:
        """What `releases.shelves.put` would write, without asking the database for it."""
        from agencies.tree import above

        issuers = [one.agency, PARTNER] if is_joint(one) else [one.agency]
        agencies = {pk for slug in issuers for pk in above(self.pairs, self.agencies[slug].pk)}
        rows = []
        places = [(pk, None) for pk in sorted(agencies)]
        for agency, topic in [*places, *((None, self.topics[slug].pk) for slug in one.topics)]:
            self.shelves += 1
            rows.append(
                {
                    "id": self.shelves,
                    "edition_id": edition["id"],
                    "agency_id": agency,
                    "topic_id": topic,
                    "year": one.date.year,
                    "published_at": edition["published_at"],
                }
            )
        return rows

    def _finish(self) -> None:
        """What is written once, over all."""
        from django.core.management.color import no_style
        from django.db import connection

        from numbering.models import Number
        from releases import tallies
        from releases.models import Edition, Release, ReleaseNumber, SearchTerm, Shelf

        sys.stderr.write("counting and tidying\n")
        SearchTerm.objects.bulk_create(
            [SearchTerm(term=one, head=one[:2], tail=one[-2:]) for one in self.entries.terms()],
            ignore_conflicts=True,
            batch_size=1000,
        )
        models: list[Any] = [Release, Number, ReleaseNumber, Edition, Edition.topics.through, Shelf]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
        tallies.rewrite()


def fill(size: int, seed: int = 7) -> None:
    """Make the tables, of the textbook newsroom too; or fill them, where a size is given."""
    from django.core.management import call_command
    from django.db import connection

    from bench.textbook import filling as textbook

    begun = time.monotonic()
    if size == 0:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        textbook.make_tables()
        return
    with unhindered(connection):
        Filling(seed).to(size)
        textbook.copy()
    sys.stderr.write(f"filled with {size} in {time.monotonic() - begun:.0f} s\n")


@contextmanager
def unhindered(connection: Any) -> Iterator[None]:
    """Let a connection write much, and fast, into what nobody else reads; tidy up after it."""
    before, after = {
        "sqlite": (
            ["PRAGMA cache_size=-400000", "PRAGMA synchronous=OFF"],
            ["PRAGMA wal_checkpoint(TRUNCATE)"],
        ),
        # What is tidied a server tidies by itself, in a while.
        "postgresql": (
            ["SET session_replication_role = replica"],
            ["RESET session_replication_role", "VACUUM ANALYZE"],
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        for statement in before:
            cursor.execute(statement)
        yield
        for statement in after:
            cursor.execute(statement)


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]))
