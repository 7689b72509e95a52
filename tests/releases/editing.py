"""What people of the desk do to a release that is sealed already."""

from datetime import timedelta

from django.contrib.auth.models import User

from numbering.clock import database_now
from releases.models import Edition, Release

HOUR = timedelta(hours=1)


def rewritten(release: Release, by: User, **fields: object) -> Release:
    """Opened for a correction where it has to be, changed, and submitted."""
    if release.state == "approved":
        release.correct(by)
    for name, value in fields.items():
        setattr(release, name, value)
    release.save()
    release.record(by)
    release.submit(by)
    return release


def corrected(release: Release, author: User, approver: User, title: str) -> Edition:
    """Corrected at once, with another headline."""
    rewritten(release, author, title=title)
    return release.approve(approver, release.revision, correction_note=f"Judulnya: {title}.")


def in_hours(hours: float):
    return database_now() + hours * HOUR


def seen(*hours: float) -> list[str | None]:
    """The headline that the public sees at each of some hours from now, in the database."""
    public = [Edition.objects.published(in_hours(number)).first() for number in hours]
    return [edition and edition.title for edition in public]
