"""Every cell of the table of what belongs to an agency: letterheads, sequences, the register."""

from collections.abc import Iterable, Iterator

from tests.permissions.reference import PROBES, SEVERAL, Probe, nowhere
from tests.permissions.scene import RELATIONS
from tests.permissions.table import SEEING, cells
from tests.thoroughness import THOROUGH

TABLE = cells("What belongs to an agency", SEVERAL)
HELD = ("author", "editor", "approver", "registrar")
WITHOUT = {"none": "hidden", "deactivated": "login"}


def test_every_action_has_a_row_for_every_role():
    assert {what for what, _role in TABLE} == PROBES.keys()
    assert TABLE.keys() == {(what, role) for what in PROBES for role in SEEING}


def chosen(roles: Iterable[str]) -> Iterator[tuple[str, Probe, str, str]]:
    """What is tried: of those who are answered the same everywhere one agency, in turn, and of
    those who share a row one for each agency, in turn."""
    for nth, (what, probe) in enumerate(PROBES.items()):
        for place, relation in enumerate(RELATIONS):
            for role in roles:
                if role in ("superuser", *WITHOUT):
                    turn = place == nth % len(RELATIONS)
                else:
                    alike = [one for one in HELD if TABLE[what, one] is TABLE[what, role]]
                    turn = role == alike[(nth + place) % len(alike)]
                if THOROUGH or turn:
                    yield what, probe, relation, role


def test_a_role_does_what_its_cells_say(asker, scene):
    empty = nowhere(scene)
    wrong = []
    for what, probe, relation, role in chosen(scene.people):
        expected = WITHOUT.get(role) or TABLE[what, role][relation]
        ask = probe(scene, scene.offices[relation])
        if expected == "hidden":
            came = expected if asker.is_hidden(role, ask, probe(scene, empty)) else "not hidden"
        else:
            came = asker.outcome(role, ask)
        if came != expected:
            wrong.append(f"{role}, {what}, {relation}: {came} instead of {expected}")
    assert not wrong, "\n".join(["docs/permissions.md says otherwise:", *wrong])
