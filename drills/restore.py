"""A backup taken while people write, brought back elsewhere: all of it is the same.

Import no models above: a new process reads this module before Django is set up in it.
"""

from itertools import count
from pathlib import Path
from typing import Any

from drills.case import Case
from drills.newsroom import Failed, Newsroom, another
from tests import fleet

WRITERS, FULL, PAGES = 3, 2_000, 500
FILED = 5  # every fifth release has a picture


def write_on(agency: int, author: int, approver: int, seed: int, stop: Path) -> None:
    """Issue releases, some with a picture, until the file `stop` is there."""
    from django.contrib.auth.models import User

    from agencies.models import Agency
    from tests.cast import issued, written
    from tests.releases.files.attaching import attached, coloured

    office = Agency.objects.get(pk=agency)
    ani, budi = User.objects.get(pk=author), User.objects.get(pk=approver)
    for turn in count():
        if stop.exists():
            return
        title = f"Kabar {seed} {turn}"
        if turn % FILED:
            issued(office, ani, budi, title=title)
            continue
        release = written(office, ani, title=title)
        attached(release, ani, coloured(f"#{seed % 16:x}{turn % 65536:04x}0"[:7]), "foto.png")
        release.submit(ani)
        release.approve(budi, release.revision)


def restored(case: Case, office: Any, pages: int) -> dict[str, int]:
    """Take a backup under load and bring it back; then another, when all is quiet.

    The first has to be a part of what stands in the end, with every chain and counter whole. The
    second has to be the same, table by table, file by file, page by page.

    Args:
        case: where it writes to.
        office: with agency, author and approver; something may stand there already.
        pages: how many are compared at most.

    Returns:
        Figures.

    Raises:
        Failed: something differs.
    """
    from django.core.management import call_command
    from django.db import connection

    from documents import receipts
    from drills.asking import pages as asked
    from newsroom.backup import manifest, restoring
    from newsroom.backup.choosing import engine_of
    from releases.models import Edition

    backup, stop = case.folder / "backup", case.folder / "stop"
    who = (office.agency.pk, office.author.pk, office.approver.pk)
    processes = fleet.begin(write_on, [(*who, seed, stop) for seed in range(WRITERS)])
    enough = Edition.objects.count() + max(WRITERS, case.size(FULL) // 2)
    fleet.wait_until(lambda: Edition.objects.count() >= enough)
    call_command("backup", backup, verbosity=0, stdout=case.quiet())
    at_backup = manifest.read(backup)["tables"]["releases_edition"]["rows"]
    fleet.wait_until(lambda: Edition.objects.count() > at_backup + WRITERS)
    stop.touch()
    for process in processes:
        process.join()
    case.told(f"backup under load: {at_backup} of {Edition.objects.count()} editions")

    elsewhere = another(case.folder / "elsewhere", f"{case.name}_elsewhere")
    first = elsewhere.examined([], restore=backup)
    _silent(first)
    lost = [one.problem for one in receipts.compared(receipts.read(first["receipt"]))]
    if lost:
        raise Failed(f"what was restored is no part of what stands: {lost[:3]}")

    call_command("backup", backup, verbosity=0, stdout=case.quiet())
    addresses = [
        edition.get_absolute_url()
        for edition in Edition.objects.published().order_by("-published_at")[:pages]
    ]
    second = elsewhere.examined([*addresses, "/", "/releases/", "/feeds/rss.xml"], restore=backup)
    _silent(second)
    here = asked([*addresses, "/", "/releases/", "/feeds/rss.xml"])
    if differ := [path for path, answer in here.items() if second["pages"][path] != answer]:
        raise Failed(f"{len(differ)} pages differ: {differ[:3]}")
    said = restoring.check(backup, lambda _line: None)
    with engine_of(connection).moment() as moment:
        if moment.summed(lambda _line: None) != said["tables"]:
            raise Failed("the tables are not those of the backup")
    _same_files(elsewhere, said["files"])
    return {
        "editions": Edition.objects.count(),
        "tables": len(said["tables"]),
        "files": len(said["files"]),
        "pages": len(here),
    }


def _silent(said: dict[str, Any]) -> None:
    if said["findings"]:
        raise Failed(f"the doctor: {said['findings'][:3]}")


def _same_files(elsewhere: Newsroom, files: list[dict[str, Any]]) -> None:
    from newsroom.backup.manifest import hashed

    media = elsewhere.folder / "media"
    if bad := [one["name"] for one in files if hashed(media / one["name"]) != one["sha256"]]:
        raise Failed(f"files differ: {bad[:3]}")


def drill(case: Case) -> str:
    from drills.office import opened

    figures = restored(case, opened(), PAGES)
    return ", ".join(f"{count} {name}" for name, count in figures.items()) + " equal"
