"""Seeded copies: all faithful ones are called genuine, all altered ones altered, with the place."""

import random
from itertools import cycle, islice

from tests.documents.verifying.asking import verdict
from tests.documents.verifying.copies import ALTERED, FAITHFUL, FORMS, Unalterable, altered
from tests.thoroughness import once, size

pytestmark = once

SEED = 20200328
HOW_MANY = size(12, 200)


def test_faithful_copies_are_genuine(client, releases):
    chance = random.Random(SEED)  # noqa: S311
    wrong = []
    kinds = [(one, how) for how in FAITHFUL for one in releases]
    chance.shuffle(kinds)
    for name, how in islice(cycle(kinds), HOW_MANY):
        content = FAITHFUL[how](releases[name], chance, client)
        said = verdict(client, content)
        if said["verdict"] != "genuine" or said["headline"] != releases[name].title:
            wrong.append((name, how, said["verdict"], said["differences"][:2]))
    assert wrong == []


def test_altered_copies_are_altered_and_the_place_is_shown(client, releases):
    chance = random.Random(SEED)  # noqa: S311
    wrong = []
    tried = 0
    kinds = [(one, how, form) for how in ALTERED for form in FORMS for one in releases]
    chance.shuffle(kinds)
    for name, how, form in cycle(kinds):
        if tried == HOW_MANY:
            break
        try:
            content, new = altered(releases[name], how, form, chance)
        except Unalterable:
            continue
        tried += 1
        said = verdict(client, content)
        shown = " ".join(one["document"] for one in said["differences"])
        if (
            said["verdict"] != "altered"
            or not said["differences"]
            or new.lower() not in shown.lower()
        ):
            wrong.append((name, how, form, new, said["verdict"], said["differences"][:3]))
    assert wrong == []
