"""No text, however odd, makes the reader fail or linger."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import encoding, text

MILLION = 1_000_000
HEAD = "SIARAN PERS\nNomor: 5/SP/2021\n"
TEXTS = {
    "one line of letters": "a" * MILLION,
    "one line of words": "Kata " * (MILLION // 5),
    "one line of single capitals": "A " * (MILLION // 2),
    "one line of digits": "1 " * (MILLION // 2),
    "a number without end": "Nomor: " + "1/" * (MILLION // 2),
    "a telephone without end": "Telp. " + "021 " * (MILLION // 4),
    "a mail address without end": "a@b" + ".c" * (MILLION // 2),
    "commas": "A," * (MILLION // 2),
    "brackets": "(" * MILLION,
    "dashes": " - " * (MILLION // 3),
    "accents": "a" + "\u0301" * (MILLION // 2),
    "NUL": "\0" * MILLION,
    "right-to-left": HEAD + "\u202e" * MILLION,
    "short lines": "x\n" * 100_000,
    "number labels": "Nomor:\n" * 100_000,
    "dates": "Jakarta, 1 Mei 2020\n" * 90_000,
    "contacts": HEAD + "Kalimat biasa yang panjang sekali.\n" + "Kontak: Budi\n" * 90_000,
    "wrapped lines": HEAD + "kata yang dibungkus pada lebar tertentu tanpa akhir\n" * 19_000,
    "lone surrogates": "\ud800" * 1000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_it_works(name: str) -> None:
    begin = time.process_time()
    fields = text.parse(TEXTS[name]).as_json()
    assert time.process_time() - begin < 4, "a slow machine needs half a second"
    assert json.loads(json.dumps(fields)) == fields


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(encoding.TooLong, match="2 MB"):
        text.parse("a" * (encoding.MAX_SIZE + 1))


PIECES = st.sampled_from(
    [
        *("SIARAN PERS", "Nomor:", "12/SP/2020", "28 Maret 2020", "(15/3)", "Jakarta", " - ", ", "),
        *("\n", "\n\n", "Telp. 021 555", "Jalan A", "10110", "Kontak:", "(*)", "Kata kata.", "“"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_any_text_gives_a_reading(odd: str) -> None:
    fields = text.parse(odd).as_json()
    assert all(isinstance(warning, str) and warning for warning in fields["warnings"])
    assert all(fields["paragraphs"])
    assert fields["paragraphs"] or fields["warnings"]
