"""Imports run in one direction: the newsroom's apps stand on each other like floors."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BELOW = {"agencies", "numbering", "jobs"}
# Each app, and the apps below it that it may import.
FLOORS = {
    "jobs": set(),
    "agencies": set(),
    "numbering": {"agencies"},
    "releases": BELOW,
    "ingest": BELOW | {"releases"},
    "feeds": BELOW | {"releases"},
    "api": BELOW | {"releases"},
    "documents": BELOW | {"releases"},
    "audit": BELOW | {"releases"},
    "pages": BELOW | {"releases"},
    "subscriptions": BELOW | {"releases"},
    "newsroom": BELOW
    | {"releases", "ingest", "feeds", "api", "subscriptions", "documents", "audit", "pages"},
}


def imported_apps(source: str) -> set[str]:
    """The names of the first packages that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("app", FLOORS)
def test_an_app_imports_only_what_stands_below_it(app):
    for module in (ROOT / app).rglob("*.py"):
        sideways = imported_apps(module.read_text()) & FLOORS.keys() - FLOORS[app] - {app}
        assert not sideways, f"{module.relative_to(ROOT)} imports {sideways}"


def test_every_app_has_its_floor():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps == FLOORS.keys()


def test_an_import_inside_a_function_is_seen():
    assert imported_apps("def f():\n    from releases.models import Release") == {"releases"}


def test_the_plan_shows_every_app_above_what_it_may_import():
    plan = (ROOT / "docs" / "pictures" / "house.svg").read_text(encoding="utf-8")
    height = {
        name: int(y) for y, name in re.findall(r'class="name" x="\S+" y="(\d+)">(\w+)<', plan)
    }
    assert height.keys() >= FLOORS.keys()
    assert all(height[app] < height[below] for app, floor in FLOORS.items() for below in floor)
