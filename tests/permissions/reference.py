"""How each thing that belongs to an agency, and that its table names, is tried."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.db.models import Model

from agencies.models import Agency, Contact, Letterhead, Membership
from ingest.models import Paper
from numbering.models import Counter, Number, Sequence
from releases.models import HouseRule, Release, ReleaseTemplate
from tests.permissions.asking import NO_CODE, NO_ROW, Ask
from tests.permissions.releases import typed
from tests.permissions.scene import Office, Scene

Probe = Callable[[Scene, Office], Ask]
Form = Callable[[Scene, Office], dict[str, Any]]

# Below which address the rows stand, of which model they are, and which is an office's.
ROWS = {
    "agency": ("agencies/agency", Agency, lambda office: office.agency),
    "template": ("releases/releasetemplate", ReleaseTemplate, lambda office: office.template),
    "house rule": ("releases/houserule", HouseRule, lambda office: office.house_rule),
    "sequence": ("numbering/sequence", Sequence, lambda office: office.sequence),
    "number": ("numbering/number", Number, lambda office: office.reserved),
}
EMPTY = {
    f"{part}-{count}_FORMS": 0
    for part in ("letterheads", "contacts", "memberships", "attachments")
    for count in ("TOTAL", "INITIAL")
}
DAY_OF_THE_BOOK = "2020-03-28"


def nowhere(scene: Scene) -> Office:
    """An agency that is none, with nothing in it."""
    own = scene.offices["own"]
    nothing = SimpleNamespace(pk=NO_ROW)
    office: Any = SimpleNamespace(
        agency=SimpleNamespace(pk=NO_ROW, name=own.agency.name, slug=own.agency.slug),
        template=nothing,
        house_rule=nothing,
        reserved=nothing,
        sequence=SimpleNamespace(pk=NO_ROW, code=NO_CODE),
        counter=nothing,
    )
    return office


def names_of(office: Office) -> tuple[object, ...]:
    rows = (office.agency, office.template, office.house_rule, office.reserved, office.counter)
    return (*(row.pk for row in rows), office.sequence.pk, office.sequence.code)


def _page(what: str, page: str, method: str = "GET", **data: str) -> Probe:
    address, model, row = ROWS[what]

    def probe(scene: Scene, office: Office) -> Ask:
        pk = row(office).pk
        below = f"admin/{address}/{pk}/{page}/"
        gone = _is_gone(model, pk) if page == "delete" and pk != NO_ROW else None
        return Ask(method, below, data, gone, names=names_of(office))

    return probe


def _is_gone(model: type[Model], pk: int) -> Callable[[], bool]:
    return lambda: not model.objects.filter(pk=pk).exists()


def _changes(what: str, form: Form, **changed: object) -> Probe:
    """Change a row's page; it is done if the row has these values then."""
    address, model, row = ROWS[what]

    def probe(scene: Scene, office: Office) -> Ask:
        pk = row(office).pk
        return Ask(
            "POST",
            f"admin/{address}/{pk}/change/",
            EMPTY | form(scene, office) | changed,
            lambda: model.objects.filter(pk=pk, **changed).exists(),
            names=names_of(office),
        )

    return probe


def _adds(address: str, model: type[Model], form: Form) -> Probe:
    """Send a form; it is done if there are more rows of a model in that agency then."""

    def rows(office: Office) -> int:
        return model.objects.filter(agency=office.agency.pk).count()

    def probe(scene: Scene, office: Office) -> Ask:
        before = rows(office)
        return Ask(
            "POST",
            f"admin/{address}".format(agency=office.agency.pk),
            EMPTY | form(scene, office),
            lambda: rows(office) > before,
            names=names_of(office),
        )

    return probe


def _agency(scene: Scene, office: Office) -> dict[str, Any]:
    reserved = {"slug": office.agency.slug, "four_eyes": "strict", "active": "on", "parent": ""}
    return reserved | {"name": office.agency.name, "short_name": "Kantor", "tint": "teal"}


def _with_part(part: str, **fields: object) -> Form:
    def form(scene: Scene, office: Office) -> dict[str, Any]:
        given = {f"{part}-0-{name}": value for name, value in fields.items()}
        if part == "memberships":
            given["memberships-0-user"] = scene.people["none"].pk
        return _agency(scene, office) | given | {f"{part}-TOTAL_FORMS": 1}

    return form


def _release(scene: Scene, office: Office) -> dict[str, Any]:
    return typed(office, SimpleNamespace(revision=0))


def _read_in(scene: Scene, office: Office) -> dict[str, Any]:
    return {
        "agency": office.agency.pk,
        "language": "id",
        "source": "SIARAN PERS\nTaman baca dibuka.",
    }


def _template(scene: Scene, office: Office) -> dict[str, Any]:
    return {"agency": office.agency.pk, "language": "id", "genre": "release"}


def _rule(scene: Scene, office: Office) -> dict[str, Any]:
    return {"agency": office.agency.pk, "rule": "nik"}


def _sequence(scene: Scene, office: Office) -> dict[str, Any]:
    return {
        "agency": office.agency.pk,
        "name": "Siaran",
        "code": office.sequence.code,
        "pattern": "{serial}/X/{year}",
        "reset": "yearly",
        "fiscal_start_month": 1,
        "first_serial": 1,
        "opened_on": DAY_OF_THE_BOOK,
    }


def _wizard(scene: Scene, office: Office) -> dict[str, Any]:
    return {
        "make": "x",
        "agency": office.agency.pk,
        "name": "Siaran khusus",
        "numbers": "8/SK/03/2020\n9/SK/04/2020",
        "pattern": "{serial}/SK/{month:02}/{year}",
        "reset": "never",
        "fiscal_start_month": 1,
        "last": "9/SK/04/2020",
        "opened_on": "2020-04-17",
    }


def _act(name: str, **data: object) -> Probe:
    """An act in the register; it is done if a line was added or changed, or the book closed."""

    def lines(office: Office) -> tuple[int, int]:
        numbers = Number.objects.filter(sequence=office.sequence.pk)
        closed = Counter.objects.filter(sequence=office.sequence.pk).exclude(closed_at=None)
        return numbers.count(), closed.count()

    def probe(scene: Scene, office: Office) -> Ask:
        before = lines(office)
        given = {
            "sequence": office.sequence.pk,
            "counter": office.counter.pk,
            "date": DAY_OF_THE_BOOK,
            "reason": "Acara daerah.",
            "owner": scene.people["author"].pk if name == "reserve" else "",
            "numbers": _next_number(scene, office),
        }
        names = (*names_of(office), given["numbers"])
        return Ask(
            "POST",
            f"admin/numbering/number/enter/{name}/",
            given | data,
            lambda: lines(office) != before,
            names=names,
        )

    return probe


def _next_number(scene: Scene, office: Office) -> str:
    """What would follow, in its own sequence; of one that is none, anything."""
    sequence = office.sequence
    return sequence.next_number(scene.day) if isinstance(sequence, Sequence) else "1/X/2020"


def _void(scene: Scene, office: Office) -> Ask:
    pk = office.reserved.pk
    return Ask(
        "POST",
        f"admin/numbering/number/{pk}/void/",
        {"reason": "Acara batal."},
        lambda: Number.objects.filter(pk=pk, state="void").exists(),
        names=names_of(office),
    )


def _book(**data: str) -> Probe:
    def probe(scene: Scene, office: Office) -> Ask:
        shows = "" if "format" in data and data["format"] == "xlsx" else "2020"
        return Ask(
            "GET",
            "admin/numbering/number/book/",
            {"sequence": office.sequence.code} | data,
            shows=shows,
            names=names_of(office),
        )

    return probe


PAGES = {f"GET {what}": _page(what, "change") for what in ROWS}
HISTORIES = {f"GET {what} history": _page(what, "history") for what in ROWS}
DELETIONS = {f"POST {what} delete": _page(what, "delete", "POST", post="yes") for what in ROWS}
BOOKS = {
    "GET book": _book(),
    "GET book as CSV": _book(format="csv"),
    "GET book as XLSX": _book(format="xlsx"),
}
ACTS = {
    "POST add release": _adds("releases/release/add/", Release, _release),
    "POST read in": _adds("read/", Paper, _read_in),
    "POST agency": _changes("agency", _agency, short_name="Kantor baru"),
    "POST letterhead": _adds(
        "agencies/agency/{agency}/change/",
        Letterhead,
        _with_part("letterheads", lines="DINAS BARU", valid_from="2021-01-01"),
    ),
    "POST contact": _adds(
        "agencies/agency/{agency}/change/",
        Contact,
        _with_part("contacts", name="Sari", order=1),
    ),
    "POST role": _adds(
        "agencies/agency/{agency}/change/", Membership, _with_part("memberships", role="approver")
    ),
    "POST template": _changes("template", _template, title="Undangan"),
    "POST add template": _adds(
        "releases/releasetemplate/add/",
        ReleaseTemplate,
        lambda scene, office: _template(scene, office) | {"language": "en"},
    ),
    "POST house rule": _changes("house rule", _rule, level="off"),
    "POST add house rule": _adds(
        "releases/houserule/add/",
        HouseRule,
        lambda scene, office: _rule(scene, office) | {"rule": "contact", "level": "off"},
    ),
    "POST sequence": _changes("sequence", _sequence, name="Siaran baru"),
    "POST add sequence": _adds(
        "numbering/sequence/add/",
        Sequence,
        lambda scene, office: _sequence(scene, office) | {"code": "deret-baru"},
    ),
    "POST wizard": _adds("numbering/sequence/wizard/", Sequence, _wizard),
    "POST reserve": _act("reserve", until="2099-01-01"),
    "POST paper": _act("paper"),
    "POST jump": _act("jump", to=100),
    "POST close": _act("close"),
    "POST void": _void,
}
PROBES: dict[str, Probe] = PAGES | HISTORIES | DELETIONS | BOOKS | ACTS
SEVERAL = {
    f"every {name}": [what.partition(" ")[2] for what in probes]
    for name, probes in {
        "page": PAGES,
        "history": HISTORIES,
        "deletion": DELETIONS,
        "book": BOOKS,
        "act": ACTS,
    }.items()
}
