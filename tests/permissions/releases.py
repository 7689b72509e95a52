"""How each thing that the table of releases names is tried."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from numbering.clock import database_now
from releases.models import Attachment, Edition, Link, Note, Preparing, Release, Revision
from releases.models.working_copy import WorkingCopy
from releases.moves import MOVES
from tests.permissions.asking import NO_FILE, NO_ROW, Ask
from tests.permissions.scene import DAY, Office, Scene

DESK = "admin/releases/release/"

Probe = Callable[[Scene, Office, str], Ask]


def nowhere(scene: Scene) -> Office:
    """An agency that is none, with releases that are none."""
    own = scene.offices["own"]
    office: Any = SimpleNamespace(
        agency=SimpleNamespace(pk=NO_ROW),
        releases={
            state: SimpleNamespace(
                pk=NO_ROW,
                revision=release.revision,
                title=release.title,
                state=release.state,
                editions=Edition.objects.none(),
                revisions=Revision.objects.none(),
            )
            for state, release in own.releases.items()
        },
        files=dict.fromkeys(own.files, NO_FILE),
    )
    return office


def listed(scene: Scene, office: Office, state: str) -> Ask:
    release = office.releases[state]
    link = f"/{DESK}{release.pk}/change/"
    return Ask("GET", DESK, {"state": release.state}, shows=link, names=(release.pk,))


def _page(below: str, method: str = "GET", **data: str) -> Probe:
    def probe(scene: Scene, office: Office, state: str) -> Ask:
        pk = office.releases[state].pk
        return Ask(method, f"{DESK}{below.format(pk=pk)}", data, names=(pk,))

    return probe


def _has_moved_on(release: Release) -> Callable[[], bool]:
    return lambda: Release.objects.filter(pk=release.pk, revision__gt=release.revision).exists()


def typed(office: Office, release: Release) -> dict[str, Any]:
    """The form of a release, with another headline."""
    return {
        "title": "Judul yang baru",
        "summary": "",
        "dateline": "KOTA UJI",
        "date": "2020-03-28",
        "language": "id",
        "genre": "release",
        "body": "<p>Taman baca dibuka.</p>",
        "agency": office.agency.pk,
        "revision_read": release.revision,
        "attachments-TOTAL_FORMS": 0,
        "attachments-INITIAL_FORMS": 0,
    }


def save(scene: Scene, office: Office, state: str) -> Ask:
    release = office.releases[state]
    address = f"{DESK}{release.pk}/change/"
    names = (release.pk, office.agency.pk)
    return Ask("POST", address, typed(office, release), _has_moved_on(release), names=names)


def _open_form(asked: str, done: Callable[[Any], bool] | None = None) -> Probe:
    def probe(scene: Scene, office: Office, state: str) -> Ask:
        release = office.releases[state]
        return Ask(
            "POST",
            f"{DESK}form/{release.pk}/{asked}/",
            typed(office, release) | {"_dirty": "1"},
            done and (lambda: done(WorkingCopy.objects.filter(release=release.pk))),
            names=(release.pk,),
        )

    return probe


def file(scene: Scene, office: Office, state: str) -> Ask:
    return Ask("GET", f"/files/{office.files[state]}", names=(office.files[state],))


def note(scene: Scene, office: Office, state: str) -> Ask:
    release = office.releases[state]
    notes = Note.objects.filter(release=release.pk)
    address = f"{DESK}{release.pk}/notes/"
    return Ask("POST", address, {"text": "Periksa nama."}, notes.exists, names=(release.pk,))


def restore(scene: Scene, office: Office, state: str) -> Ask:
    """Its first revision again, which had no picture yet."""
    release = office.releases[state]
    address = f"{DESK}{release.pk}/restore/1/"
    data = {"revision": release.revision}
    return Ask("POST", address, data, _has_moved_on(release), names=(release.pk,))


def link(kind: str) -> Probe:
    """A link with all that either kind asks for."""

    def probe(scene: Scene, office: Office, state: str) -> Ask:
        release = office.releases[state]
        edition, revision = release.editions.last(), release.revisions.first()
        data = {
            "kind": kind,
            f"{kind}-recipient": "Sari",
            f"{kind}-edition": edition.pk if edition else "",
            f"{kind}-revision": revision.pk if revision else "",
        }
        made = Link.objects.filter(release=release.pk, kind=kind, recipient="Sari")
        return Ask("POST", f"{DESK}{release.pk}/links/", data, made.exists, names=(release.pk,))

    return probe


def revoke(scene: Scene, office: Office, state: str) -> Ask:
    """The preview link that every release has."""
    release = office.releases[state]
    link = Link.objects.filter(release=release.pk).first()
    pk = link.pk if link else NO_ROW
    address = f"{DESK}{release.pk}/links/{pk}/revoke/"
    revoked = Link.objects.filter(pk=pk, revoked_at__isnull=False)
    return Ask("POST", address, {}, revoked.exists, names=(release.pk, pk))


def again(scene: Scene, office: Office, state: str) -> Ask:
    """The smaller versions of its picture, which are still to be made."""
    release = office.releases[state]
    attachment = Attachment.objects.filter(release=release.pk).first()
    pk = attachment.pk if attachment else NO_ROW
    address = f"{DESK}{release.pk}/again/{pk}/"
    made = Attachment.objects.filter(pk=pk, asset__preparing=Preparing.READY)
    return Ask("POST", address, {}, made.exists, names=(release.pk, pk))


def move(name: str) -> Probe:
    """A move with all that any move asks for, as an approver would fill it in."""

    def probe(scene: Scene, office: Office, state: str) -> Ask:
        release = office.releases[state]
        successor = next(
            one.releases["public"]
            for one in scene.offices.values()
            if one.releases["public"].pk != release.pk
        )
        edition = release.editions.last()
        data = {
            "note": "Acara batal.",
            "revision": release.revision,
            "public_reason": "Keliru.",
            "language": "en",
            "number": successor.number_texts()[0],
            "edition": edition.pk if edition else "",
            "authority": "Pengadilan, 1/2020",
            "reason": "Data pribadi.",
            "correction_note": "Salah ketik.",
        }
        if name == "postpone":
            moment = timezone.localtime(database_now() + 2 * DAY)
            data["publish_at"] = moment.strftime("%Y-%m-%dT%H:%M")
        address = f"{DESK}{release.pk}/move/{name}/"
        return Ask("POST", address, data, _has_moved_on(release), names=(release.pk,))

    return probe


PROBES: dict[str, Probe] = {
    "GET list": listed,
    "GET page": _page("{pk}/change/"),
    "POST page": save,
    "GET history": _page("{pk}/history/"),
    "GET delete": _page("{pk}/delete/"),
    "POST delete": _page("{pk}/delete/", "POST", post="yes"),
    "GET preview": _page("form/{pk}/preview/"),
    "POST preview": _open_form("preview"),
    "POST autosave": _open_form("autosave", lambda copies: copies.exists()),
    "POST leave": _open_form("leave", lambda copies: copies.exists()),
    "POST throw-away": _open_form("throw-away", lambda copies: not copies.exists()),
    "GET file": file,
    "GET sheet": _page("{pk}/sheet.pdf"),
    "GET notes": _page("{pk}/notes/"),
    "POST notes": note,
    "GET compare": _page("{pk}/compare/revisions/?a=1&b=1"),
    "GET restore": _page("{pk}/restore/1/"),
    "POST restore": restore,
    "GET links": _page("{pk}/links/"),
    "POST preview link": link("preview"),
    "POST embargo link": link("embargo"),
    "POST revoke preview link": revoke,
    "POST try again": again,
    **{f"GET {name}": _page(f"{{pk}}/move/{name}/") for name in MOVES},
    **{f"POST {name}": move(name) for name in MOVES},
}
