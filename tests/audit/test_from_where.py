"""From where releases and the register were touched."""

import pytest

from audit.models import CameFrom
from audit.sources import SOURCES
from numbering.allocation import allocate
from numbering.models import Number, State
from tests.cast import SPRING

HERE = "203.0.113.7"
REGISTER = "/en/admin/numbering/number/"


@pytest.fixture
def at_the_desk(client):
    """Sends a form of the desk as somebody, from HERE."""

    def sending(user, address, typed):
        client.force_login(user)
        answer = client.post(address, typed, REMOTE_ADDR=HERE)
        assert answer.status_code == 302, answer.context["form"].errors

    return sending


def noted():
    assert set(CameFrom.objects.values_list("address", flat=True)) <= {HERE}
    return sorted(CameFrom.objects.values_list("source", "row"))


def test_it_works(at_the_desk, submitted, budi):
    page = f"/en/admin/releases/release/{submitted.pk}/move/approve/"
    at_the_desk(budi, page, {"revision": submitted.revision})
    revision = submitted.revisions.first()
    assert noted() == [("number", Number.objects.get().pk), ("release", revision.pk)]


def test_without_a_request_nothing_is_noted(published):
    assert noted() == []


def test_a_number_that_is_voided(at_the_desk, taken, dewi):
    at_the_desk(dewi, f"{REGISTER}{taken.pk}/void/", {"reason": "Salah cetak."})
    assert noted() == [("void", taken.pk)]


def test_a_jump_is_noted_once(at_the_desk, taken, sequence, dewi):
    typed = {"sequence": sequence.pk, "date": f"{SPRING}", "to": 1170, "reason": "Buku baru."}
    at_the_desk(dewi, f"{REGISTER}enter/jump/", typed)
    last = Number.objects.filter(state=State.SKIPPED).order_by("serial").last()
    assert noted() == [("skipped", last.pk)]


def test_a_book_that_is_closed(at_the_desk, annual, office, budi, dewi):
    allocate(annual, SPRING, budi, office)
    counter = annual.counters.get()
    at_the_desk(dewi, f"{REGISTER}enter/close/", {"counter": counter.pk})
    assert noted() == [("closing", counter.pk)]


def test_every_note_belongs_to_a_source():
    assert {"release", "number", "void", "skipped", "closing"} <= SOURCES.keys()
