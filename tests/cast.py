"""The people of every test: Ani writes, Budi approves, Citra is of another agency, Dewi keeps
the register. And their offices, with a letterhead and a sequence each."""

import pytest
from django.contrib.auth.models import User

from agencies.models import Agency, Contact, Letterhead, Membership
from agencies.roles import Role
from numbering.models import Sequence
from numbering.periods import Reset
from releases.models import Release


def person(username: str, *, role: str = "", agency: Agency | None = None, **fields) -> User:
    user = User.objects.create(username=username, is_staff=True, **fields)
    user.set_unusable_password()
    user.save()
    if agency:
        Membership.objects.create(user=user, agency=agency, role=role)
    return user


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
