"""Numbers of the old books, as approval enters them into the register."""

import pytest

from numbering.models import Number, Sequence
from releases.errors import NotReady
from tests.cast import written


def approved(office, ani, budi, **fields):
    release = written(office, ani, **fields)
    release.submit(ani)
    release.approve(budi, release.revision)
    return release


@pytest.fixture
def statements(office):
    """A second sequence of the same office, whose numbers look alike but for a word."""
    return Sequence.objects.create(
        agency=office, name="Pernyataan", code="pernyataan", pattern="{serial}/PN/{year}"
    )


def test_it_works(office, sequence, ani, budi):
    old = approved(office, ani, budi, paper_numbers="1170/SP-HMS/03/2020")
    assert old.number_texts() == ["1170/SP-HMS/03/2020"]
    new = approved(office, ani, budi, title="Berikutnya")
    assert new.number_texts() == ["1171/SP-HMS/03/2020"]


def test_of_several_sequences_the_one_that_reads_it_counts(office, sequence, statements, ani, budi):
    approved(office, ani, budi, paper_numbers="1158/SP-HMS/03/2020")
    new = approved(office, ani, budi, title="Berikutnya", sequence=sequence)
    assert new.number_texts() == ["1159/SP-HMS/03/2020"]


def test_where_several_read_it_one_has_to_be_chosen(office, sequence, statements, ani, budi):
    Sequence.objects.filter(pk=statements.pk).update(pattern=sequence.pattern)
    release = written(office, ani, paper_numbers="1158/SP-HMS/03/2020")
    release.submit(ani)
    with pytest.raises(NotReady):
        release.approve(budi, release.revision)
    assert not Number.objects.exists()


def test_one_that_contradicts_its_date_counts_for_nothing(office, sequence, ani, budi):
    approved(office, ani, budi, paper_numbers="1170/SP-HMS/01/2019")
    assert Number.objects.get().serial is None
    new = approved(office, ani, budi, title="Berikutnya")
    assert new.number_texts() == ["1158/SP-HMS/03/2020"]


def test_a_joint_release_keeps_both_its_numbers(office, sequence, ani, budi):
    joint = approved(office, ani, budi, paper_numbers="9/SP-HMS/03/2020\nSP-133/LAIN/III/2020")
    assert joint.number_texts() == ["9/SP-HMS/03/2020", "SP-133/LAIN/III/2020"]
