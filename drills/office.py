"""The office of a drill: an agency with a letterhead and a sequence, who writes, who approves."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from agencies.models import Agency, Letterhead
from agencies.roles import Role
from numbering.models import Sequence
from numbering.periods import Reset
from tests.cast import person


@dataclass(frozen=True)
class Office:
    agency: Agency
    sequence: Sequence
    author: User
    approver: User


def opened() -> Office:
    """Open an office in an empty newsroom."""
    agency = Agency.objects.create(name="Dinas Kabar", short_name="Diskabar", slug="diskabar")
    Letterhead.objects.create(agency=agency, lines="DINAS KABAR", city="KOTA UJI")
    return Office(
        agency,
        sequence_of(agency, "siaran-pers", Reset.NEVER),
        person("ani", role=Role.AUTHOR, agency=agency),
        person("budi", role=Role.APPROVER, agency=agency),
    )


def sequence_of(agency: Agency, code: str, reset: str = Reset.YEARLY) -> Sequence:
    """One more sequence of an agency."""
    return Sequence.objects.create(
        agency=agency, name=code, code=code, pattern="{serial}/SP-HMS/{year}", reset=reset
    )
