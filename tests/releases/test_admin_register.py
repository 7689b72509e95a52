"""What a registrar enters at the desk: reserve, from paper, jump ahead, close, void, print."""

import datetime

import pytest

from numbering.closing import close
from numbering.models import Counter, Number, State
from tests.cast import SPRING, issued, written

DESK = "/en/admin/numbering/number/"

RESERVATION = {
    "date": "2020-03-28",
    "until": "2099-12-31",
    "reason": "Pameran buku",
}


@pytest.fixture
def enter(client, dewi):
    """Send a form of the register, as Dewi unless another is named; what comes back."""

    def entering(act, by=dewi, follow=True, **typed):
        client.force_login(by)
        return client.post(f"{DESK}{act}/", typed, follow=follow)

    return entering


def said(response) -> str:
    return response.content.decode()


def test_it_works(enter, sequence, ani):
    response = enter("enter/reserve", sequence=sequence.pk, owner=ani.pk, **RESERVATION)
    number = Number.objects.get()
    assert (number.text, number.state, number.owner) == ("1158/SP-HMS/03/2020", "reserved", ani)
    assert number.reason == "Pameran buku"
    assert "Number 1158/SP-HMS/03/2020 is reserved for ani" in said(response)


def test_a_reservation_lasts_to_the_end_of_its_day(enter, sequence, ani, settings):
    enter("enter/reserve", sequence=sequence.pk, owner=ani.pk, **RESERVATION)
    end = Number.objects.get().expires_at
    assert end == datetime.datetime(2099, 12, 31, 17, tzinfo=datetime.UTC)  # midnight in Jakarta


def test_a_reservation_that_is_over_is_refused_with_what_was_typed(enter, sequence, ani):
    typed = RESERVATION | {"until": "2020-04-01"}
    response = enter("enter/reserve", sequence=sequence.pk, owner=ani.pk, **typed)
    assert "would be over already" in said(response)
    assert "Pameran buku" in said(response)
    assert not Number.objects.exists()


def test_every_problem_is_said_at_once(enter, sequence):
    response = enter("enter/reserve", date="besok", until="", reason=" ")
    assert {"sequence", "date", "owner", "until", "reason"} == set(response.context["form"].errors)


def test_numbers_given_on_paper_are_entered(enter, sequence):
    numbers = "1159/SP-HMS/03/2020\n\n1158 / SP-HMS / 03 / 2020"
    typed = {"date": "2020-03-28", "reason": "Listrik padam", "numbers": numbers}
    enter("enter/paper", sequence=sequence.pk, **typed)
    lines = Number.objects.order_by("serial").values_list("text", "origin", "state")
    assert list(lines) == [
        ("1158 / SP-HMS / 03 / 2020", "paper", "used"),
        ("1159/SP-HMS/03/2020", "paper", "used"),
    ]


def test_paper_that_does_not_follow_is_refused_and_says_what_to_do(enter, sequence):
    typed = {"date": "2020-03-28", "reason": "Listrik padam", "numbers": "1160/SP-HMS/03/2020"}
    response = enter("enter/paper", sequence=sequence.pk, **typed)
    assert "1158 comes first" in said(response)
    assert not Number.objects.exists()


def test_jumping_ahead_declares_the_serials_between(enter, sequence, office, ani, budi):
    issued(office, ani, budi)
    typed = {"date": "2020-03-28", "to": "1161", "reason": "Dipakai di kantor lama"}
    response = enter("enter/jump", sequence=sequence.pk, **typed)
    assert "Skipped: 1159 to 1160. The next serial is 1161." in said(response)
    assert Number.objects.filter(state=State.SKIPPED).count() == 2


def test_a_book_is_closed_and_shown(enter, annual, office, ani, budi):
    issued(office, ani, budi)
    response = enter("enter/close", counter=Counter.objects.get().pk)
    assert Counter.objects.get().closed_by.username == "dewi"
    assert "Closed on" in said(response)
    assert "1/SP-HMS/03/2020" in said(response)


def test_a_book_with_an_open_reservation_is_not_closed(enter, annual, reserve):
    number = reserve()
    response = enter("enter/close", counter=Counter.objects.get().pk)
    assert f"Number {number} is still reserved" in said(response)
    assert Counter.objects.get().closed_at is None


def test_a_reservation_is_voided(enter, reserve):
    number = reserve()
    response = enter(f"{number.pk}/void", reason="Acara batal")
    number.refresh_from_db()
    assert (number.state, number.void_reason) == ("void", "Acara batal")
    assert "Why it is void" in said(response)


def test_a_public_number_has_no_way_to_be_voided(enter, client, published, dewi):
    number = published.numbers.get()
    client.force_login(dewi)
    assert "void/" not in said(client.get(f"{DESK}{number.pk}/change/"))
    assert "is public, or will be" in said(enter(f"{number.pk}/void", reason="Salah"))
    number.refresh_from_db()
    assert number.state == State.USED


@pytest.mark.parametrize("act", ["reserve", "paper", "jump", "close"])
@pytest.mark.parametrize("who", ["ani", "budi"])
def test_who_keeps_no_register_enters_nothing(client, request, sequence, who, act):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{DESK}enter/{act}/").status_code == 403
    assert client.post(f"{DESK}enter/{act}/", RESERVATION).status_code == 403
    assert not Number.objects.exists()


def test_who_keeps_no_register_voids_nothing(enter, reserve, budi):
    assert enter(f"{reserve().pk}/void", by=budi, reason="Salah").status_code == 403
    assert Number.objects.get().state == State.RESERVED


def test_a_registrar_of_another_agency_can_choose_nothing_of_ours(
    client, sequence, reserve, clinic, citra
):
    citra.memberships.update(role="registrar")
    number = reserve()
    client.force_login(citra)
    typed = RESERVATION | {"sequence": sequence.pk, "owner": citra.pk}
    response = client.post(f"{DESK}enter/reserve/", typed)
    assert "sequence" in response.context["form"].errors
    assert client.post(f"{DESK}{number.pk}/void/", {"reason": "x"}).status_code == 404
    assert client.get(f"{DESK}book/?sequence={sequence.code}").context["pages"] == []
    assert Number.objects.get().state == State.RESERVED


def test_an_unknown_act_is_not_found(client, dewi):
    client.force_login(dewi)
    assert client.get(f"{DESK}enter/forge/").status_code == 404


def test_the_list_filters_by_state_as_it_is_now(client, dewi, reserve, expired):
    client.force_login(dewi)
    standing = reserve()
    reserved = client.get(DESK, {"state": "reserved"}).context["cl"].result_list
    void = client.get(DESK, {"state": "void"}).context["cl"].result_list
    assert (list(reserved), list(void)) == ([standing], [expired])


# --- The book ---


@pytest.fixture
def book(client, dewi):
    def opening(**query):
        client.force_login(dewi)
        return client.get(f"{DESK}book/", query)

    return opening


def test_the_book_names_gaps_and_states(book, sequence, reserve, published):
    reserve()
    page = said(book(sequence=sequence.code, period="2020"))
    for words in ("1158/SP-HMS/03/2020", "Gubernur resmikan taman baca", "reserved", "used"):
        assert words in page
    assert "1–1157" in said(book(sequence=sequence.code))


def test_the_book_is_given_as_a_file(book, sequence, published):
    csv = book(sequence=sequence.code, format="csv")
    assert csv["Content-Disposition"] == 'attachment; filename="siaran-pers.csv"'
    lines = b"".join(csv.streaming_content).decode().splitlines()
    assert lines[0] == "serial,number,date,title,agency,state,reason,who,when"
    assert lines[2].startswith("1158,1158/SP-HMS/03/2020,2020-03-28,")
    assert book(sequence=sequence.code, format="xlsx").content[:2] == b"PK"


@pytest.mark.parametrize(
    "query",
    [
        {"sequence": "lain"},
        {"sequence": "siaran-pers", "period": "x\x00"},
        {"sequence": "siaran-pers", "period": "0000"},
        {"sequence": "siaran-pers", "period": "2020-99"},
        {"sequence": "siaran-pers", "period": "9" * 200, "format": "csv"},
        {"sequence": "", "format": "xlsx"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_answered_in_words(book, sequence, published, query):
    response = book(**query)
    assert response.status_code == 200
    assert response.context["pages"] == [] or response.context["form"].is_valid()


# --- What a release is told ---


def test_an_approver_who_keeps_the_register_is_asked_why_it_is_late(
    client, annual, office, ani, budi, dewi
):
    issued(office, ani, budi)
    close(annual, "2020", dewi)
    late = written(office, ani, title="Terlambat")
    late.submit(ani)
    address = f"/en/admin/releases/release/{late.pk}/move/approve/"
    client.force_login(budi)
    assert "late_reason" not in client.get(address).context["form"].fields
    assert "is closed" in said(client.post(address, {"revision": late.revision}))

    budi.memberships.create(agency=office, role="registrar")
    assert "late_reason" in client.get(address).context["form"].fields
    client.post(address, {"revision": late.revision, "late_reason": "Surat terselip"})
    number = late.numbers.get()
    assert (number.text, number.late, number.reason) == ("2/SP-HMS/03/2020", True, "Surat terselip")


def test_an_approver_is_told_how_far_an_old_number_raises_the_counter(
    client, office, sequence, ani, budi
):
    old = written(office, ani, paper_numbers="1500/SP-HMS/03/2020")
    old.submit(ani)
    client.force_login(budi)
    page = said(client.get(f"/en/admin/releases/release/{old.pk}/move/approve/"))
    assert "the next serial will be 1501 instead of 1158" in page


def test_an_author_is_told_when_the_month_in_the_number_is_another(client, sequence, reserve, ani):
    number = reserve(SPRING)
    release = written(sequence.agency, ani, date="2020-04-02", reservation=number)
    client.force_login(ani)
    page = said(client.get(f"/en/admin/releases/release/{release.pk}/change/"))
    assert "says another day, month or year than the release date" in page
