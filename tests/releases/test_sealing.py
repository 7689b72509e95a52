"""A seal is the hash of canonical JSON: the same for the same words, for ever."""

import pytest

from releases.models import Edition
from releases.sealing import Unsealable, canonical, fingerprint


def test_it_works(published):
    edition = Edition.objects.get()
    assert edition.sha256 == fingerprint(edition)


def test_keys_are_sorted_and_words_stay_words():
    assert canonical({"b": 1, "a": "é\r\n"}) == '{"a":"é\\n","b":1}'


def test_decomposed_letters_are_composed():
    assert canonical("e\u0301") == canonical("é")


@pytest.mark.parametrize("value", [1.5, "\0", "\ud800", {1, 2}, b"x"])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(Unsealable):
        canonical(value)


def test_a_changed_word_changes_the_seal(published):
    edition = Edition.objects.get()
    edition.title += "!"
    assert fingerprint(edition) != edition.sha256
