"""What the drill `fuzz` looks at holds of its first texts, and what is broken is found."""

import pytest

from drills import parsers
from drills.parsers import TARGETS, Broken
from releases import sanitiser
from tests.thoroughness import once


@once
@pytest.mark.parametrize("name", TARGETS)
def test_the_texts_to_begin_with_are_read(published, name):
    for seed in TARGETS[name].seeds:
        TARGETS[name].read(seed)


@pytest.mark.parametrize(
    "made",
    [
        "<p onclick='x()'>a</p>",
        "<script>a</script>",
        '<a href="java\nscript:a()">a</a>',
        "<p>a<!-- b --></p>",
    ],
)
def test_what_acts_is_broken(made):
    with pytest.raises(Broken):
        parsers.harmless(made)


def test_a_cleaner_that_cleans_nothing_is_found(monkeypatch):
    monkeypatch.setattr(sanitiser, "clean", str)
    with pytest.raises(Broken):
        parsers.html("<p><svg><a href='javascript:a()'>x</a></svg></p>")
