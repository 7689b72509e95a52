"""Every address of the desk, as the resolver has it, answers those whom the table names."""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django_tasks_db.models import DBTaskResult

from ingest.models import ArchiveImport, ArchiveRow
from numbering.clock import database_now
from releases.links import making
from releases.models import Revision
from subscriptions.models import Subscriber
from tests.jobs.tasks import note
from tests.newsroom.gate import About, about_release, addresses, patterns
from tests.permissions.asking import Ask, Asker
from tests.permissions.scene import ROLES, Scene
from tests.permissions.table import page, people
from tests.thoroughness import THOROUGH, once

pytestmark = once

ADDRESSES = {row["address"].replace("\\|", "|"): row for row in page()["Addresses"]}
REFUSED = ("403", "404", "405", "login", "away")


def at_the_desk() -> set[str]:
    return {one for one in patterns() if one.startswith("admin/")}


def about(scene: Scene) -> About:
    """One of each, as far as it makes no difference to who is answered."""
    release = scene.offices["own"].releases["correction"]
    release.topics.add(scene.topic)
    Group.objects.create(pk=1, name="Tamu")
    making.preview(release.revisions.first(), scene.people["author"], "Sari")
    Revision.objects.create(
        release=release,
        position=release.revision + 1,
        action="approve",
        by=scene.people["approver"],
        at=database_now(),
        note="Tidak ada orang lain.",
        overrides_four_eyes=True,
        content="{}",
    )
    mail = {"email": "sari@example.org", "mail_language": "id", "asked_at": database_now()}
    Subscriber.objects.create(**mail)
    note.enqueue("heard")
    DBTaskResult.objects.update(status="FAILED", traceback="OSError: the line is busy")
    file = ArchiveImport.objects.create(
        agency=release.agency, name="arsip.csv", sha256="0" * 64, by=scene.people["registrar"]
    )
    ArchiveRow.objects.create(
        agency=release.agency, first=file, seen=file, key="1", place=1, release=release
    )
    few = {"move": ["submit"], "form": [release.pk], "asked": ["preview"], "act": ["reserve"]}
    return about_release(release) | few | {"user": [scene.people["none"].pk], "file": [""]}


def answers(asker: Asker, role: str, method: str, pattern: str, asked: About) -> bool:
    """Whether an address, or one of those that are like it, answers somebody."""
    tried = (Ask(method, address) for address in addresses(pattern, "en", asked))
    return any(asker.outcome(role, one) not in REFUSED for one in tried)


def chosen() -> Iterator[tuple[str, str, str]]:
    """All who are to be refused an address, and in turn one of those whom it is to answer."""
    for nth, (pattern, row) in enumerate(ADDRESSES.items()):
        for method in ("GET", "POST"):
            named = [*people(row[method])]
            tried = named if THOROUGH else named[nth % max(len(named), 1) :][:1]
            yield from ((pattern, method, role) for role in ROLES if role in tried)
            yield from ((pattern, method, role) for role in ROLES if role not in named)


def test_every_address_of_the_desk_is_in_the_table():
    missing = sorted(at_the_desk() - ADDRESSES.keys())
    assert not missing, (
        f"Say in docs/permissions.md, below Addresses, who may GET and who may POST {missing}; "
        "what to try there is said in tests/newsroom/gate.py. What it does with a release, or with "
        "what belongs to an agency, is a row of those tables, too."
    )


def test_the_table_names_no_address_that_is_gone():
    assert sorted(ADDRESSES.keys() - at_the_desk()) == []


def test_an_address_answers_whom_the_table_names(asker, scene):
    asked = about(scene)
    wrong = []
    for pattern, method, role in chosen():
        named = role in people(ADDRESSES[pattern][method])
        if answers(asker, role, method, pattern, asked) != named:
            said = "is refused" if named else "is answered"
            wrong.append(f"{role} {said}: {method} {pattern}")
    assert not wrong, "\n".join(["docs/permissions.md says otherwise:", *wrong])
