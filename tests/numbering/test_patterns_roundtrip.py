"""Whatever pattern the checker accepts, what it writes is read back: the promise of `check`."""

import re
from datetime import date
from unicodedata import is_normalized

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from numbering.patterns import (
    LARGEST_SERIAL,
    LONGEST_NUMBER,
    Parts,
    Unreadable,
    check,
    check_suffix,
    explain,
    fields,
    fiscal_year,
    format_number,
    key,
    parse,
    read,
)

SERIALS = ["{serial}", *(f"{{serial:{digits}}}" for digits in range(1, 10))]
OTHERS = [
    *("{month}", "{month:02}", "{month:roman}", "{month:name}", "{month:ABBR}", "{month:NAME-en}"),
    *("{day}", "{day:02}"),
    *("{year}", "{year:2}", "{year-1}", "{year-1998}", "{year-2019}", "{year-1990:roman}"),
    *("{fiscal}", "{fiscal:2}"),
]
# Literals that look like fields: Roman letters, digits, and the signs that reading drops.
LITERALS = st.text("/-. ()&_#IVXSP0319", max_size=5) | st.text(
    st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="{}"), max_size=12
)


@st.composite
def built(draw) -> str:
    chosen = draw(st.lists(st.sampled_from(OTHERS), max_size=3, unique_by=lambda f: f[:4]))
    ordered = draw(st.permutations([draw(st.sampled_from(SERIALS)), *chosen]))
    return draw(LITERALS) + "".join(field + draw(LITERALS) for field in ordered)


PIECES = st.text("{}:é\n", max_size=2) | st.text("-0129IVmr/ ") | st.sampled_from(OTHERS)


@st.composite
def mutated(draw) -> str:
    pattern = draw(built())
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(pattern)))
        end = draw(st.integers(start, min(len(pattern), start + 3)))
        piece = draw(PIECES)
        pattern = pattern[:start] + piece + pattern[end:]
    return pattern


PATTERNS = built() | mutated()
ACCEPTED = PATTERNS.filter(lambda pattern: not check(pattern))
# Before 2001 a fiscal year may begin in 1999, which two digits cannot print.
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))

thorough = settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@st.composite
def numbers(draw) -> tuple[str, str, Parts]:
    """An accepted pattern, a text that it wrote, and what the text must be read as."""
    pattern, on = draw(ACCEPTED), draw(DAYS)
    serial = draw(st.integers(1, 2000) | st.integers(1, LARGEST_SERIAL))
    start_month = draw(st.integers(1, 12))
    suffix = draw(st.sampled_from(["", "", "A", "M", "Z"]))
    if check_suffix(pattern, suffix):
        suffix = ""
    volume = re.search(r"\{year-(\d+)", pattern)
    assume(volume is None or on.year > int(volume[1]))
    printed = fields(pattern)
    expected = Parts(
        serial,
        on.month if "month" in printed else None,
        on.year if "year" in printed else None,
        fiscal_year(on, start_month) if "fiscal" in printed else None,
        suffix,
        on.day if "day" in printed else None,
    )
    return pattern, format_number(pattern, serial, on, start_month, suffix), expected


@thorough
@given(numbers())
def test_it_works(number):
    pattern, text, expected = number
    assert parse(pattern, text) == expected
    assert len(text) <= LONGEST_NUMBER
    assert text.isascii()
    assert text.isprintable()


@thorough
@given(numbers(), st.sampled_from("-. _\N{EN DASH}\t"), st.booleans())
def test_reads_in_other_spellings(number, sign, lower):
    pattern, text, expected = number
    spelling = text.replace("/", sign).replace("-", f" {sign} ")
    spelling = spelling.lower() if lower else spelling.upper()
    assert parse(pattern, f" {spelling}. "[:200]) == expected


@thorough
@given(numbers(), st.randoms())
def test_reads_with_spaces_wherever_a_word_ends(number, random):
    pattern, text, expected = number
    words = re.findall(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]", text)
    spelling = "".join(word + random.choice(["", " "]) for word in words)
    assert parse(pattern, spelling) == expected


@thorough
@given(numbers())
def test_reads_from_its_key_and_in_full_width(number):
    pattern, text, expected = number
    wide = "".join(chr(ord(char) + 0xFEE0) if char != " " else char for char in text)
    assert key(wide) == key(text)
    assert parse(pattern, wide) == expected
    if len(key(text)) <= 200:
        assert parse(pattern, key(text)) == expected


@thorough
@given(PATTERNS | st.text(), st.text(max_size=250))
def test_nothing_is_too_strange_to_be_looked_at(pattern, text):
    found = parse(pattern, text)
    assert isinstance(found, Parts | None)
    if found is None:
        with pytest.raises(Unreadable):
            read(pattern, text)
    assert all(isinstance(problem, str) for problem in check(pattern))
    assert "".join(part for part, _ in explain(pattern)) == pattern


@thorough
@given(numbers(), st.data())
def test_what_reads_is_a_spelling_of_what_would_be_written(number, data):
    pattern, text, _ = number
    assume("fiscal" not in fields(pattern))  # its start month is not in the text
    assume("|" not in pattern)  # between bars stand several numbers
    assume("{year-1990:roman}" not in pattern)  # L may become 50, which has a key of its own
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.text("0123456789/IVX", max_size=2)) + text[at + 1 :]
    read = parse(pattern, text)
    if read is not None:
        on = date(read.year or 2020, read.month or 1, read.day or 1)
        assert key(format_number(pattern, read.serial, on, suffix=read.suffix)) == key(text)


@thorough
@given(st.text() | st.text("0123456789/-.IVX ａ１ß\u0301"))
def test_the_key_of_a_key_is_that_key(text):
    assert key(key(text)) == key(text)
    assert key(text.upper()) == key(text)


def test_the_same_for_each_character_that_a_key_changes():
    changing = [
        char
        for char in map(chr, range(0x110000))
        if char.upper() != char or not is_normalized("NFKC", char)
    ]
    assert len(changing) > 5000
    texts = [f"A{char}1 {char}\u0301" for char in changing]
    assert [text for text in texts if key(key(text)) != key(text)] == []
    assert [char for char in changing if key(char.upper()) != key(char)] == []


def test_enough_mutated_patterns_are_accepted_and_refused():
    verdicts = {}

    @settings(
        max_examples=1000,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(mutated())
    def collect(pattern):
        verdicts[pattern] = not check(pattern)

    collect()
    accepted = sum(verdicts.values())
    assert accepted > 100
    assert len(verdicts) - accepted > 100
