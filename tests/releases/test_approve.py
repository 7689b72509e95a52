"""Approval gives a release its number and seals it, in one transaction."""

from tests.cast import written


def test_it_works(submitted, budi):
    edition = submitted.approve(budi, submitted.revision)
    assert edition.numbers == ["1158/SP-HMS/03/2020"]
    assert submitted.number_texts() == ["1158/SP-HMS/03/2020"]
    assert submitted.state == "approved"


def test_the_next_release_takes_the_next_number(published, office, ani, budi):
    following = written(office, ani, title="Jalan baru dibuka")
    following.submit(ani)
    assert following.approve(budi, following.revision).numbers == ["1159/SP-HMS/03/2020"]
