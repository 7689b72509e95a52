"""Every cell of the table of what belongs to an agency: letterheads, sequences, the register."""

from collections.abc import Iterable, Iterator
from itertools import product

from tests.permissions.reference import PROBES, SEVERAL, Probe, nowhere
from tests.permissions.scene import RELATIONS
from tests.permissions.table import EVERY_CELL, SEEING, cells

TABLE = cells("What belongs to an agency", SEVERAL)
WITHOUT = {"none": "hidden", "deactivated": "login"}


def test_every_action_has_a_row_for_every_role():
    assert {what for what, _role in TABLE} == PROBES.keys()
    assert TABLE.keys() == {(what, role) for what in PROBES for role in SEEING}


def chosen(roles: Iterable[str]) -> Iterator[tuple[str, Probe, str, str]]:
    """What is tried: all there is; of those who are answered the same everywhere, in turn."""
    for nth, (what, probe) in enumerate(PROBES.items()):
        for relation, role in product(RELATIONS, roles):
            everywhere = role in ("superuser", *WITHOUT)
            if EVERY_CELL or not everywhere or relation == RELATIONS[nth % len(RELATIONS)]:
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
