"""A small province with its people, and a release in every state in every one of its agencies.

The people all belong to the agency called own. Below it stands one, above it another, and one
stands outside.
"""

import datetime
from collections.abc import Iterator
from collections.abc import Sequence as Several
from dataclasses import dataclass
from itertools import count

from django.contrib.auth.models import User
from django.db import connection

from agencies.models import Agency, Contact, Letterhead, Membership
from agencies.roles import Role
from numbering.clock import database_now
from numbering.models import Counter, Number, Sequence
from numbering.periods import Reset
from numbering.reservations import reserve
from pages.models import Notice, Page
from releases.checks.rule import Level
from releases.links import making
from releases.models import (
    Edition,
    HouseRule,
    Link,
    Note,
    Release,
    ReleaseTemplate,
    Revision,
    Topic,
)
from tests.cast import SPRING, person, written
from tests.releases.files.attaching import attached, coloured

RELATIONS = ("own", "below", "above", "outside")
ROLES = ("author", "editor", "approver", "registrar", "superuser", "none", "deactivated")
STATES = (
    *("draft", "submitted", "sent back", "scheduled"),
    *("public", "correction", "withdrawn", "discarded"),
)
NEXT_SPRING = SPRING.replace(year=2021)
DAY = datetime.timedelta(days=1)

# What a refusal must leave as it was: the rows of these are counted.
COUNTED = (
    *(Agency, Contact, Letterhead, Membership, Sequence, Number, User),
    *(Release, Revision, Note, Edition, Link, Topic, HouseRule, ReleaseTemplate, Page, Notice),
)


@dataclass
class Office:
    """An agency and what is in it."""

    agency: Agency
    sequence: Sequence
    counter: Counter  # of 2020
    reserved: Number
    house_rule: HouseRule
    template: ReleaseTemplate
    releases: dict[str, Release]  # by state
    files: dict[str, str]  # by state: hash and name, as in an address


@dataclass
class Scene:
    people: dict[str, User]  # by role
    offices: dict[str, Office]  # by relation
    topic: Topic
    other_topic: Topic
    page: Page
    notice: Notice
    day: datetime.date = SPRING

    def rows(self) -> tuple[int, ...]:
        """How many rows there are of everything that could have been made or removed."""
        counts = ", ".join(f'(SELECT COUNT(*) FROM "{one._meta.db_table}")' for one in COUNTED)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {counts}")
            return cursor.fetchone()


def build(states: Several[str] = STATES) -> Scene:
    """Everybody and everything; releases only in some of the states, where that is enough."""
    agencies = _agencies()
    root, own = agencies["above"], agencies["own"]
    chief = person("kepala", role=Role.APPROVER, agency=root)
    Membership.objects.create(user=chief, agency=root, role=Role.REGISTRAR)
    Membership.objects.create(user=chief, agency=agencies["outside"], role=Role.APPROVER)
    Membership.objects.create(user=chief, agency=agencies["outside"], role=Role.REGISTRAR)
    writer = person("penulis", role=Role.AUTHOR, agency=root)
    Membership.objects.create(user=writer, agency=agencies["outside"], role=Role.AUTHOR)
    people = {role: person(role, role=role, agency=own) for role in Role.values}
    people["superuser"] = person("superuser", is_superuser=True)
    people["none"] = person("none")
    people["deactivated"] = person(
        "deactivated", role=Role.APPROVER, agency=own, is_active=False, is_superuser=True
    )
    colours = (f"#{number:06x}" for number in count(1))
    return Scene(
        people=people,
        offices={
            relation: _office(agency, writer, chief, colours, states)
            for relation, agency in agencies.items()
        },
        topic=Topic.objects.create(name="Taman", name_en="Parks", slug="taman"),
        other_topic=Topic.objects.create(name="Kebun", name_en="Gardens", slug="kebun"),
        page=Page.objects.create(key="about", title="Tentang", body="<p>Kami.</p>"),
        notice=Notice.objects.create(
            text="Banjir",
            text_en="Floods",
            begins=database_now() - DAY,
            ends=database_now() + DAY,
            raised_by=chief,
        ),
    )


def _agencies() -> dict[str, Agency]:
    def agency(slug: str, parent: Agency | None = None) -> Agency:
        return Agency.objects.create(
            name=f"Dinas {slug}", short_name=f"D{slug}", slug=slug, parent=parent
        )

    above = agency("provinsi")
    own = agency("kabar", above)
    below = agency("cabang", own)
    return {"own": own, "below": below, "above": above, "outside": agency("sehat")}


def _office(
    agency: Agency, writer: User, chief: User, colours: Iterator[str], states: Several[str]
) -> Office:
    Letterhead.objects.create(agency=agency, lines=agency.name, city="KOTA UJI")
    Contact.objects.create(agency=agency, name=f"Rini {agency.slug}")
    sequence = Sequence.objects.create(
        agency=agency,
        name=f"Siaran {agency.slug}",
        code=agency.slug,
        pattern=f"{{serial}}/{agency.slug.upper()}/{{year}}",
        reset=Reset.YEARLY,
    )
    until = database_now() + DAY
    # In another year, so that the book of this one can be closed.
    reserved = reserve(
        sequence, NEXT_SPRING, chief, owner=writer, reason="Untuk peresmian", expires_at=until
    )
    releases, files = {}, {}
    for state in states:
        release = written(agency, writer, title=f"{state} {agency.slug}")
        name = f"{state.replace(' ', '-')}.png"
        asset = attached(release, writer, coloured(next(colours)), name)
        making.preview(release.revisions.latest("position"), writer, "Rani")
        _brought_to(release, state, writer, chief)
        releases[state], files[state] = release, f"{asset.sha256}/{name}"
    return Office(
        agency=agency,
        sequence=sequence,
        counter=Counter.objects.get(sequence=sequence, period="2020"),
        reserved=reserved,
        house_rule=HouseRule.objects.create(agency=agency, rule="nik", level=Level.WARNING),
        template=ReleaseTemplate.objects.create(agency=agency, title="Agenda"),
        releases=releases,
        files=files,
    )


def _brought_to(release: Release, state: str, writer: User, chief: User) -> None:
    if state in ("draft", "discarded"):
        if state == "discarded":
            release.discard(writer)
        return
    release.submit(writer)
    if state == "sent back":
        release.send_back(chief, "Perbaiki nama.")
    elif state != "submitted":
        later = database_now() + DAY if state == "scheduled" else None
        release.approve(chief, release.revision, later)
        if state == "correction":
            release.correct(writer)
        if state == "withdrawn":
            release.withdraw(chief, "Keliru.")
