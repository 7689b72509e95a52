"""The guides for staff: their pictures are there, are told of in words, and weigh little."""

import re

import pytest

from tests.newsroom.conftest import CHECKOUT

DOCS = CHECKOUT / "docs"
GUIDES = {"id": "desk.md", "en": "desk.en.md"}
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def named(language: str) -> dict[str, str]:
    """The pictures that a guide names, with their alternative texts."""
    guide = (DOCS / GUIDES[language]).read_text(encoding="utf-8")
    return {address: alt for alt, address in PICTURE.findall(guide)}


@pytest.mark.parametrize("language", GUIDES)
def test_it_works(language):
    there = {path.relative_to(DOCS).as_posix() for path in (DOCS / "pictures" / language).iterdir()}
    assert there == set(named(language))
    assert all(len(alt) > 40 for alt in named(language).values())


def test_both_guides_show_the_same():
    indonesian, english = ([name.split("/")[-1] for name in named(one)] for one in GUIDES)
    assert indonesian == english


def test_the_pictures_weigh_little():
    weights = [path.stat().st_size for path in (DOCS / "pictures").rglob("*.png")]
    assert max(weights) < 80_000
    assert sum(weights) < 1_000_000
