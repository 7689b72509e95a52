"""axe finds nothing on any page of the public, in either language and scheme, at three widths.

A run tries each page in each language once, in turn at another width and scheme; with THOROUGH all.
"""

from itertools import cycle, product

import pytest

from tests.newsroom.gate import LANGUAGES, PUBLIC_CONTENT, every_address, root
from tests.newsroom.test_accessibility import faults
from tests.newsroom.test_gate import about  # noqa: F401 - what to ask for
from tests.thoroughness import THOROUGH, once

pytestmark = once

LOOKS = [*product((360, 768, 1440), ("light", "dark"))]
NO_PAGES = (".xml", ".json", ".vcf", ".pdf", ".docx", ".txt", ".zip", ".png", "format=json")
QUERIES = ("q=taman&sort=oldest", "q=tidakada&year=abc", "agency=diskabar")


def asked(about, language: str, nth: int) -> list[str]:  # noqa: F811
    """The addresses to be looked at in the n-th look."""
    addresses = every_address(PUBLIC_CONTENT, language, about)
    pages = [one for one in dict.fromkeys(addresses) if not one.endswith(NO_PAGES)]
    pages += [f"{root(language)}releases/?{query}" for query in QUERIES]
    shift = 3 * LANGUAGES.index(language)
    turn = zip(pages, cycle(range(len(LOOKS))), strict=False)
    return [one for one, look in turn if THOROUGH or look == (nth + shift) % len(LOOKS)]


@pytest.mark.parametrize("nth", range(len(LOOKS)), ids=[f"{w}-{s}" for w, s in LOOKS])
def test_it_works(visit, about, nth):  # noqa: F811
    width, scheme = LOOKS[nth]
    # axe has to be let into the page; the policy itself is tested in the walks.
    page = visit(bypass_csp=True, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for language in LANGUAGES:
        assert faults(page, asked(about, language, nth)) == {}
