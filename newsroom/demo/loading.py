"""Loads the demo newsroom: an invented province, through the same verbs that staff use."""

import datetime
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, Contact
from newsroom.demo.files import attach
from newsroom.demo.office import (
    make_agency,
    make_contacts,
    make_house_rule,
    make_notice,
    make_person,
    make_sequence,
    make_template,
    make_topic,
)
from newsroom.demo.register import enter
from numbering.models import Sequence
from releases.body import from_typed
from releases.files.preparing import prepare_after_commit
from releases.links import making
from releases.models import Asset, Attachment, Preparing, Release, Topic
from releases.models.genre import Genre

HERE = Path(__file__).parent

Say = Callable[[str], object]


@transaction.atomic
def load(logins: Path, say: Say) -> None:
    """Make the demo office, its staff and its releases; all of it or nothing.

    Args:
        logins: the file to write user names and passwords into, readable by its owner only. The
            addresses of links, whose secrets are kept nowhere else, go into one beside it.
        say: is told each step, one line at a time.
    """
    office = tomllib.loads((HERE / "office.toml").read_text(encoding="utf-8"))
    contacts: dict[str, Contact] = {}
    for row in office["agencies"]:
        agency = make_agency(row)
        contacts |= make_contacts(agency, row["contacts"])
        say(f"{agency.name}")
    for row in office["sequences"]:
        make_sequence(row)
    topics = [make_topic(row) for row in office["topics"]]
    say(", ".join(topic.name for topic in topics))
    for row in office["templates"]:
        make_template(row)
    for row in office["house_rules"]:
        make_house_rule(row)
    people = {row["username"]: make_person(row) for row in office["staff"]}
    say(", ".join(user.get_full_name() for user, _password in people.values()))
    staff = {name: user for name, (user, _password) in people.items()}
    for row in office["notices"]:
        say(f"{make_notice(row, staff)}")
    made: dict[str, Release] = {}
    links: list[str] = []
    for path, row in release_files():
        release = make_release(row, contacts, staff, made)
        made[path.stem] = release
        number = ", ".join(release.number_texts()) or release.get_state_display()
        say(f"{number}: {release.title} ({path.name})")
        links += [make_link(release, link, staff["budi"]) for link in row.get("links", [])]
    for row in office["register"]:
        say(enter(row, staff["dewi"], staff))
    waiting = Asset.objects.filter(preparing=Preparing.WAITING)
    prepare_after_commit(waiting)
    say(
        f"{Attachment.objects.count()} pictures and files; {len(waiting)} pictures are made smaller"
    )
    passwords = (f"{name:8} {password}" for name, (_user, password) in people.items())
    write_secrets(logins, passwords)
    write_secrets(logins.with_name("demo-links.txt"), links)


def release_files() -> Iterator[tuple[Path, dict[str, Any]]]:
    """The releases to be, oldest first; those without a date of their own come last."""
    found = [
        (path, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in (HERE / "releases").glob("*.toml")
    ]
    yield from sorted(found, key=_order)


def _order(found: tuple[Path, dict[str, Any]]) -> tuple[bool, bool, datetime.date, str]:
    path, row = found
    # What refers to another release comes after it.
    later = ("translation_of" in row, "replaces" in row)
    return *later, row.get("date", datetime.date.max), path.name


def make_release(
    row: dict[str, Any],
    contacts: dict[str, Contact],
    staff: dict[str, User],
    made: dict[str, Release],
) -> Release:
    """Write a release, and take it as far as its `state` says, and beyond."""
    author, approver = staff[row["author"]], staff["budi"]
    if "translation_of" in row:
        release = made[row["translation_of"]].translate(author, row["language"])
        for name in ("title", "summary", "dateline"):
            setattr(release, name, row[name])
        release.body = from_typed(row["body"])
        # A chart bears words, and so the translation has files of its own.
        release.attachments.all().delete()
    else:
        release = new_release(row, contacts, staff)
    attach(release, row.get("files", []), author)
    correction = row.get("correction")
    if correction:
        release.body = release.body.replace(correction["right"], correction["wrong"])
    release.save()
    release.record(author)
    if row["state"] != "draft":
        release.submit(approver if "alone" in row else author)
        review(release, row, approver)
    if "answer" in row:
        release.add_note(author, row["answer"])
    if correction:
        correct(release, correction, author, approver)
    if "withdrawal" in row:
        release.withdraw(approver, row["withdrawal"]["reason"])
    if "replaces" in row:
        made[row["replaces"]].replace_by(approver, release)
    return release


def review(release: Release, row: dict[str, Any], approver: User) -> None:
    """What the approver does with it; nothing where it waits as `submitted`."""
    match row["state"]:
        case "sent_back":
            release.send_back(approver, row["note"])
        case "scheduled":
            at_ten = timezone.localtime() + datetime.timedelta(days=row["days_ahead"])
            at_ten = at_ten.replace(hour=10, minute=0, second=0, microsecond=0)
            release.approve(approver, release.revision, at_ten)
        case "published":
            release.approve(approver, release.revision, override_reason=row.get("alone", ""))


def correct(release: Release, row: dict[str, str], author: User, approver: User) -> None:
    release.correct(author)
    release.body = release.body.replace(row["wrong"], row["right"])
    release.save()
    release.record(author)
    release.submit(author)
    release.approve(approver, release.revision, correction_note=row["note"])


def make_link(release: Release, row: dict[str, str], by: User) -> str:
    """A link for somebody without an account; its address, and whom it is for."""
    if row["kind"] == "embargo":
        _link, secret = making.embargo(release.editions.get(), by, row["recipient"])
    else:
        _link, secret = making.preview(release.revisions.latest("position"), by, row["recipient"])
    address = reverse(f"releases:{row['kind']}", args=[secret])
    return f"{address}  {row['recipient']}"


def new_release(
    row: dict[str, Any], contacts: dict[str, Contact], staff: dict[str, User]
) -> Release:
    author = staff[row["author"]]
    goes_out = timezone.localtime() + datetime.timedelta(days=row.get("days_ahead", 0))
    release = Release(
        agency=Agency.objects.get(slug=row["agency"]),
        genre=row.get("genre", Genre.RELEASE),
        language=row["language"],
        title=row["title"],
        summary=row["summary"],
        dateline=row["dateline"],
        date=row.get("date", goes_out.date()),
        body=from_typed(row["body"]),
        paper_numbers=row.get("paper_number", ""),
        edited_by=author,
    )
    release.full_clean()
    release.save()
    release.joint_with.set(Sequence.objects.filter(code__in=row.get("joint_with", [])))
    release.topics.set(Topic.objects.filter(slug__in=row["topics"]))
    release.contacts.set(contacts[key] for key in row["contacts"])
    return release


def write_secrets(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
