"""Questions that are short to ask and long to answer. What is measured is the processor's time."""

import re
import time

import pytest

from documents.verifying.candidates import keys_on
from newsroom.errors import words_of
from releases.search.asking import read as asked
from tests.thoroughness import once

pytestmark = once
SECONDS = 2


def taken(doing) -> float:
    begun = time.process_time()
    doing()
    return time.process_time() - begun


@pytest.mark.parametrize("digits", ["9" * 60, "1" + "0" * 40, "9" * 5000, "-1", "0", "1e9", "٣"])
def test_a_page_of_absurd_number_is_not_there(client, published, digits):
    for address in ("/releases/", "/releases/2020/", "/agencies/diskabar/"):
        assert client.get(address, {"page": digits}).status_code in (200, 404), address


# Each line took a look from every one of its letters: eight seconds for 300 KB.
@pytest.mark.parametrize("line", ["a" * 998 + "1", "." * 998 + "1", "a-" * 499 + "1", "1/" * 500])
def test_a_copy_of_words_without_end_is_read_at_once(line):
    assert taken(lambda: keys_on(f"{line}\n" * 300)) < SECONDS


@pytest.mark.parametrize("part", ["a", '"', '-"', "a-", "_", "'", "( "])
def test_a_question_of_one_sign_without_end_is_read_at_once(part):
    assert taken(lambda: asked(part * 20_000)) < SECONDS
    assert taken(lambda: words_of("/number/" + part * 20_000)) < SECONDS


def test_a_form_is_not_drawn_as_long_as_somebody_says(client, boss, office):
    client.force_login(boss)
    for rows in ("contacts", "memberships"):
        said = {
            f"{one}-{count}": "0"
            for one in ("letterheads", "contacts", "memberships")
            for count in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
        page = client.post("/en/admin/agencies/agency/add/", said | {f"{rows}-TOTAL_FORMS": "9999"})
        assert page.status_code == 200
        drawn = re.findall(rf'name="{rows}-[0-9]+-id"', page.content.decode())
        assert 0 < len(drawn) <= 300, rows
