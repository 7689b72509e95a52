"""A receipt that was kept elsewhere finds out a database that was rolled back."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.cast import issued
from tests.newsroom.examining import broken, examined
from tests.releases.editing import corrected

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def receipt(published, ani, budi, tmp_path):
    """Made of one release that was corrected once."""
    corrected(published, ani, budi, "Dua taman dibuka")
    path = tmp_path / "receipt.json"
    call_command("receipt", output=path)
    return path


def found(receipt) -> list[str]:
    return [one["problem"] for one in examined(receipt=receipt)["findings"]]


def test_it_works(receipt, published):
    said = json.loads(receipt.read_text())
    head = published.editions.get(position=2).sha256
    assert said["chains"] == [{"release": str(published.uid), "editions": 2, "head": head}]
    assert said["counters"] == [{"sequence": "siaran-pers", "period": "", "last": 1158}]
    assert found(receipt) == []
    out = io.StringIO()
    call_command("receipt", stdout=out)
    assert json.loads(out.getvalue())["chains"] == said["chains"]


def test_what_came_later_is_no_finding(receipt, published, office, ani, budi):
    issued(office, ani, budi, title="Kemudian")
    corrected(published, ani, budi, "Tiga taman dibuka")
    assert found(receipt) == []


def test_a_chain_that_was_cut_off_is_found(receipt, published):
    said = json.loads(receipt.read_text())
    said["chains"][0]["editions"] = 3
    receipt.write_text(json.dumps(said))
    (problem,) = found(receipt)
    assert problem == (f"Of release {published.uid} there are 2 editions, but the receipt knows 3.")


def test_another_end_of_a_chain_is_found(receipt, published):
    said = json.loads(receipt.read_text())
    said["chains"][0]["head"] = "0" * 64
    receipt.write_text(json.dumps(said))
    assert found(receipt) == [f"Edition 2 of release {published.uid} is not that of the receipt."]


def test_a_counter_that_went_back_is_found(receipt):
    broken("UPDATE numbering_counter SET last = 1157")
    assert "The counter of siaran-pers stands at 1157, but the receipt says 1158." in found(receipt)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2, "chains": [], "counters": []}'])
def test_what_is_no_receipt_is_refused(db, tmp_path, text):
    path = tmp_path / "receipt.json"
    path.write_text(text)
    with pytest.raises(CommandError, match="receipt"):
        call_command("doctor", receipt=path)


def test_a_file_that_is_not_there_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="could not be read"):
        call_command("doctor", receipt=tmp_path / "none.json")
