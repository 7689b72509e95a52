"""Every cell of the table of releases: role, action, relation to the agency, and state."""

from collections.abc import Iterator
from itertools import cycle, product

import pytest

from releases.moves import MOVES
from tests.permissions.releases import PROBES, nowhere
from tests.permissions.scene import RELATIONS, ROLES, STATES, Scene, build
from tests.permissions.table import SEEING, Cells, Row, cells, page
from tests.thoroughness import THOROUGH

REACH = {row["agency"]: row for row in page()["Where a role reaches"]}
TABLE: Cells = cells("Releases", {"every move": list(MOVES)})
PUBLIC_FILES = {("GET file", "public"), ("GET file", "correction")}

# What is tried: role, action, relation, state.
Cell = tuple[str, str, str, str]


@pytest.fixture
def scene(db) -> Scene:
    return build(STATES)


def reach(relation: str, role: str) -> str:
    """`as below`, or what is answered to that role whatever is asked."""
    return next(word for named, word in REACH[relation].items() if role in named.split())


def chosen(roles: tuple[str, ...], seen: bool) -> Iterator[Cell]:
    """The cells to be tried; `seen` are those in which the role reaches the agency.

    All of them take minutes. Without THOROUGH, those that say the same of many states or agencies
    are tried in one of them, in turn.
    """
    turn, place = cycle(range(len(STATES))), cycle(range(len(RELATIONS)))
    for role in roles:
        reached = [one for one in RELATIONS if (reach(one, role) == "as below") == seen]
        for what in PROBES if reached else ():
            states = STATES if THOROUGH else sample(TABLE.get((what, role)), next(turn))
            if THOROUGH:
                yield from ((role, what, *one) for one in product(reached, states))
            else:
                turned = reached[next(place) % len(reached) :] + reached
                yield from ((role, what, *one) for one in zip(turned * 4, states, strict=False))


def sample(row: Row | None, turn: int) -> list[str]:
    """The states in which a row does not say what it says of most, and one of those."""
    turned = [*STATES[turn:], *STATES[:turn]]
    if row is None:
        return turned[:1]
    words = [row[state] for state in turned]
    usual = max(words, key=words.count)
    others = [state for state in turned if row[state] != usual]
    return [turned[words.index(usual)], *others]


def test_every_action_has_a_row_for_every_role_that_sees_releases():
    assert {what for what, _role in TABLE} == PROBES.keys()
    assert TABLE.keys() == {(what, role) for what in PROBES for role in SEEING}


@pytest.mark.parametrize("roles", [("author", "editor", "registrar"), ("approver", "superuser")])
def test_a_role_does_what_its_cells_say(asker, scene, roles):
    wrong = []
    for role, what, relation, state in chosen(roles, seen=True):
        expected = TABLE[what, role][state]
        came = asker.outcome(role, PROBES[what](scene, scene.offices[relation], state))
        if came != expected:
            wrong.append(f"{role}, {what}, {relation}, {state}: {came} instead of {expected}")
    assert not wrong, "\n".join(["docs/permissions.md says otherwise:", *wrong])


def test_what_a_role_does_not_reach_is_as_if_it_were_not_there(asker, scene):
    empty = nowhere(scene)
    wrong = []
    for role, what, relation, state in chosen(ROLES, seen=False):
        ask = PROBES[what](scene, scene.offices[relation], state)
        if (what, state) in PUBLIC_FILES:
            right = asker.outcome(role, ask) == "yes"
        elif reach(relation, role) == "hidden" or what == "GET file":
            right = asker.is_hidden(role, ask, PROBES[what](scene, empty, state))
        else:
            right = asker.outcome(role, ask) == reach(relation, role)
        if not right:
            wrong.append(f"{role}, {what}, {relation}, {state}")
    assert not wrong, "\n".join(["Not answered as docs/permissions.md says:", *wrong])
