"""Every colour of the stylesheet can be read on what it stands on: computed, after WCAG 2.2.

Relative luminance and contrast ratio are defined there; 7:1 is its criterion 1.4.6 (enhanced) for
text, 3:1 its criterion 1.4.11 for what controls are known by.
"""

import re
from itertools import product
from pathlib import Path

import pytest

from agencies.tints import Tint
from releases.style import COLOURS, STEPS

CSS = (Path(__file__).resolve().parents[2] / "static" / "newsroom.css").read_text()
SCHEMES = ("light", "dark")
GROUNDS = ("paper", "desk")
TEXT, CONTROL = 7, 3


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


LIGHT, DARK = (tokens(block) for block in re.findall(r":root \{\n(.*?)\n *\}", CSS, re.DOTALL)[:2])
SCHEME = {"light": LIGHT, "dark": LIGHT | DARK}
TINTS = {name: tokens(block) for name, block in re.findall(r"\.tint-(\w+) \{(.*?)\}", CSS)}


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_highest_there_is():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_controls(scheme):
    colours = SCHEME[scheme]
    pairs = {
        **dict.fromkeys(product(("ink", "quiet", "amber", "red"), GROUNDS), TEXT),
        **{("control", ground): CONTROL for ground in GROUNDS},
        ("ink", "added"): TEXT,
        ("ink", "removed"): TEXT,
        ("ink", "marked"): TEXT,
    }
    poor = {
        (text, ground): round(ratio, 2)
        for (text, ground), least in pairs.items()
        if (ratio := contrast(colours[text], colours[ground])) < least
    }
    assert poor == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_an_agency_may_choose(scheme):
    """As text of links on either ground, and with the paper's colour on it, as a button has it."""
    poor = {
        (name, ground): round(ratio, 2)
        for (name, tint), ground in product(TINTS.items(), GROUNDS)
        if (ratio := contrast(tint[f"tint-{scheme}"], SCHEME[scheme][ground])) < TEXT
    }
    assert poor == {}


def test_the_palette_is_the_same_in_the_stylesheet_and_at_the_desk():
    assert [*TINTS] == Tint.values


def test_the_style_page_shows_every_colour_and_step():
    assert {name for name, _use in COLOURS} - {"tint"} == LIGHT.keys()
    assert {name for name, _use in STEPS} - {"base"} == set(re.findall(r"--step-(\w+):", CSS))


def test_the_dark_scheme_leaves_no_colour_out():
    assert DARK.keys() == LIGHT.keys()
