"""What holds for every rule."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from releases import checks
from releases.checks.examining import RULES
from releases.checks.rule import Level

MODULES = {one.name for one in iter_modules(checks.__path__)} - {"examining", "rule", "texts"}
FIELDS = {"title", "summary", "date", "body", "contacts", "files"}


def test_every_file_holds_a_rule_that_is_asked():
    rules = [import_module(f"releases.checks.{name}").RULE for name in MODULES]
    assert sorted(rules, key=lambda rule: rule.code) == sorted(RULES, key=lambda rule: rule.code)


def test_no_two_have_one_code():
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_and_why(rule, english):
    assert re.fullmatch(r"[a-z-]{3,40}", rule.code)
    assert re.fullmatch(r"[A-Z].*[^.]", str(rule.name))
    assert re.fullmatch(r"[A-Z].{20,}\.", str(rule.reason))
    assert rule.level in Level
    assert rule.field in FIELDS
