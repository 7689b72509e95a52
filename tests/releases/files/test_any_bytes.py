"""Whatever the bytes are, they are taken in or refused in words, and nothing else happens."""

from io import BytesIO

from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from releases.files.intake import take_in
from releases.files.signatures import true_format
from tests.releases.files import makers

NAMES = st.sampled_from(sorted(makers.GOOD))
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 8), st.binary(max_size=8))
BEGINNINGS = st.sampled_from([content[:32] for content in makers.GOOD.values()])

fuzzed = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])


def taken_or_refused(content: bytes, name: str) -> bool:
    try:
        accepted = take_in(BytesIO(content), name)
    except ValidationError as refused:
        [sentence] = refused.messages
        accepted = None
    if accepted:
        assert len(accepted.content.read()) == accepted.size > 0
    else:
        assert name in sentence
    return accepted is not None


def test_it_works():
    assert all(taken_or_refused(content, name) for name, content in makers.GOOD.items())


@fuzzed
@given(st.binary(max_size=2000), NAMES)
def test_random_bytes_are_refused(content, name):
    assert not taken_or_refused(content, name)


@fuzzed
@given(BEGINNINGS, st.binary(max_size=500), NAMES)
def test_a_good_beginning_does_no_harm(beginning, rest, name):
    taken_or_refused(beginning + rest, name)


@fuzzed
@given(NAMES, st.lists(EDIT, min_size=1, max_size=6))
def test_a_good_file_with_changes_does_no_harm(name, edits):
    content = makers.GOOD[name]
    for where, dropped, put in edits:
        at = int(where * len(content))
        content = content[:at] + put + content[at + dropped :]
    taken_or_refused(content, name)


@fuzzed
@given(st.binary(max_size=1100))
def test_any_beginning_can_be_told(content):
    true_format(BytesIO(content))
