"""The people of every test: Ani writes, Budi approves, Citra is of another agency, Dewi keeps
the register. And their offices, with a letterhead and a sequence each."""

import datetime
import time
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from agencies.models import Agency, Contact, Letterhead, Membership
from agencies.roles import Role
from numbering.allocation import allocate
from numbering.clock import database_now
from numbering.models import Number, Sequence
from numbering.periods import Reset
from numbering.reservations import reserve as set_aside
from releases import tallies
from releases.models import Release, Topic
from releases.search import index

SPRING = datetime.date(2020, 3, 28)


def person(username: str, *, role: str = "", agency: Agency | None = None, **fields) -> User:
    user = User.objects.create(username=username, is_staff=True, **fields)
    user.set_unusable_password()
    user.save()
    if agency:
        Membership.objects.create(user=user, agency=agency, role=role)
    return user


@pytest.fixture
def english() -> Iterator[None]:
    """What people are told, in the words of the code, whatever is translated by now."""
    with translation.override("en"):
        yield


@pytest.fixture
def office(db) -> Agency:
    """The press office: its sequence runs on for ever, and stood at 1157 on paper."""
    agency = Agency.objects.create(name="Dinas Kabar", short_name="Diskabar", slug="diskabar")
    Letterhead.objects.create(
        agency=agency,
        lines="PEMERINTAH PROVINSI UJI\nDINAS KABAR",
        address="Jalan Contoh 1",
        city="KOTA UJI",
        postcode="12345",
        phones="(000) 111",
        faxes="(000) 222\n(000) 333",
    )
    Contact.objects.create(agency=agency, name="Rini", position="Humas", phones="(000) 444")
    return agency


@pytest.fixture
def sequence(office: Agency) -> Sequence:
    return Sequence.objects.create(
        agency=office,
        name="Siaran pers",
        code="siaran-pers",
        pattern="{serial}/SP-HMS/{month:02}/{year}",
        opening_serial=1158,
    )


@pytest.fixture
def clinic(db) -> Agency:
    """The other agency: Roman months, begins again every year."""
    agency = Agency.objects.create(name="Dinas Sehat", short_name="Dinsehat", slug="dinsehat")
    Letterhead.objects.create(agency=agency, lines="DINAS SEHAT", city="KOTA UJI")
    Sequence.objects.create(
        agency=agency,
        name="Siaran pers kesehatan",
        code="kesehatan",
        pattern="{serial:3}/SP/{month:roman}/{year}",
        reset=Reset.YEARLY,
    )
    return agency


@pytest.fixture
def ani(office: Agency) -> User:
    return person("ani", role=Role.AUTHOR, agency=office)


@pytest.fixture
def budi(office: Agency) -> User:
    return person("budi", role=Role.APPROVER, agency=office)


@pytest.fixture
def citra(clinic: Agency) -> User:
    return person("citra", role=Role.APPROVER, agency=clinic)


@pytest.fixture
def dewi(office: Agency) -> User:
    return person("dewi", role=Role.REGISTRAR, agency=office)


@pytest.fixture
def boss(db) -> User:
    return person("boss", is_superuser=True)


def written(agency: Agency, by: User, **fields) -> Release:
    """A draft, as its author leaves it."""
    fields = {
        "title": "Gubernur resmikan taman baca",
        "dateline": "KOTA UJI",
        "body": "<p>Taman baca dibuka.</p>",
        "date": "2020-03-28",
    } | fields
    release = Release(agency=agency, edited_by=by, **fields)
    release.full_clean(exclude=["edited_by"])
    release.save()
    release.record(by)
    return release


@pytest.fixture
def draft(office: Agency, sequence: Sequence, ani: User) -> Release:
    return written(office, ani)


@pytest.fixture
def submitted(draft: Release, ani: User) -> Release:
    draft.submit(ani)
    return draft


@pytest.fixture
def published(submitted: Release, budi: User) -> Release:
    submitted.approve(budi, submitted.revision)
    return submitted


def issued(agency: Agency, author: User, approver: User, **fields) -> Release:
    """A release that was written, submitted and approved."""
    release = written(agency, author, **fields)
    release.submit(author)
    release.approve(approver, release.revision)
    return release


def put_under(release: Release, *topics: Topic) -> None:
    """Put the public edition of a release under topics, as if it had been sealed with them."""
    edition = release.public_edition()
    with tallies.kept(release):
        edition.topics.add(*topics)
    index.write([edition])


@pytest.fixture
def annual(sequence: Sequence) -> Sequence:
    """The press office's sequence, but one that begins again at 1 every year."""
    sequence.reset, sequence.opening_serial = Reset.YEARLY, None
    sequence.save()
    return sequence


@pytest.fixture
def reserve(sequence: Sequence, ani: User, dewi: User) -> Callable[..., Number]:
    """Set the next number aside for Ani, until tomorrow."""

    def reserving(on: datetime.date = SPRING, **changes) -> Number:
        terms = {
            "owner": ani,
            "reason": "Peresmian taman baca",
            "expires_at": database_now() + datetime.timedelta(days=1),
        }
        return set_aside(sequence, on, dewi, **(terms | changes))

    return reserving


@pytest.fixture
def expired(reserve: Callable[..., Number]) -> Number:
    """A reservation whose time has run out."""
    end = database_now() + datetime.timedelta(milliseconds=50)
    number = reserve(expires_at=end)
    while database_now() <= end:
        time.sleep(0.01)
    return number


@pytest.fixture
def taken(sequence, office, budi) -> Number:
    """A number in use that no release bears: 1158."""
    return allocate(sequence, SPRING, budi, office)


@pytest.fixture
def three(annual, office, ani, budi) -> list[Release]:
    """Releases with the numbers 1, 2 and 3 of 2020."""
    return [issued(office, ani, budi, title=f"Siaran {nth}") for nth in ("satu", "dua", "tiga")]
