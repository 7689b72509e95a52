"""A registrar keeps the sequences, and sees what a pattern prints while typing it."""

import pytest

from numbering.models import Sequence

DESK = "/en/admin/numbering/sequence/"


def page(sequence):
    return f"{DESK}{sequence.pk}/change/"


def opened(client, user, address):
    client.force_login(user)
    form = client.get(address).context["adminform"].form
    return {field.html_name: field.value() for field in form if field.value() is not None}


def explained(client, user, **query):
    client.force_login(user)
    response = client.get(f"{DESK}example/", query)
    assert response.status_code == 200
    return response


def test_it_works(client, dewi, sequence):
    typed = opened(client, dewi, page(sequence)) | {"pattern": "{serial:4}/SP/{year}"}
    assert client.post(page(sequence), typed).status_code == 302
    sequence.refresh_from_db()
    assert sequence.pattern == "{serial:4}/SP/{year}"


def test_a_registrar_adds_a_sequence(client, dewi, office):
    typed = opened(client, dewi, f"{DESK}add/") | {
        "agency": office.pk,
        "name": "Undangan",
        "code": "undangan",
        "pattern": "{serial}/UND/{year}",
    }
    assert client.post(f"{DESK}add/", typed).status_code == 302
    assert Sequence.objects.get(code="undangan").agency == office


def test_the_list_shows_the_next_number(client, dewi, sequence):
    client.force_login(dewi)
    assert "1158/SP-HMS/" in client.get(DESK).content.decode()


def test_another_agency_sees_no_sequence(client, citra, sequence):
    client.force_login(citra)
    assert sequence not in client.get(DESK).context["cl"].result_list
    assert client.get(page(sequence)).status_code == 302


@pytest.mark.parametrize("who", ["ani", "budi"])
def test_who_does_not_keep_the_register_only_reads(client, request, who, sequence):
    client.force_login(request.getfixturevalue(who))
    assert client.get(page(sequence)).status_code == 200
    assert client.post(page(sequence), {"pattern": "{serial}"}).status_code == 403


def test_nobody_deletes_a_sequence(client, boss, sequence):
    client.force_login(boss)
    assert client.post(f"{DESK}{sequence.pk}/delete/", {"post": "yes"}).status_code == 403


def test_another_agency_cannot_be_chosen(client, dewi, sequence, clinic):
    typed = opened(client, dewi, page(sequence)) | {"agency": clinic.pk}
    assert "agency" in client.post(page(sequence), typed).context["adminform"].form.errors


def test_once_a_number_was_taken_how_it_counts_stands(client, dewi, sequence, published):
    settled = {"agency", "reset", "fiscal_start_month", "opening_serial", "opened_on"}
    typed = opened(client, dewi, page(sequence))
    assert not settled & typed.keys()
    client.post(page(sequence), typed | {"opening_serial": 1})
    sequence.refresh_from_db()
    assert sequence.opening_serial == 1158


@pytest.mark.parametrize(
    "bad",
    [
        {"agency": "abc"},
        {"shared_with": ["abc"]},
        {"pattern": ""},
        {"pattern": "{year}"},
        {"pattern": "{serial"},
        {"pattern": "{serial}" * 50},
        {"pattern": "\x00"},
        {"reset": "weekly"},
        {"fiscal_start_month": "13"},
        {"first_serial": "0"},
        {"opening_serial": "9" * 30},
        {"opened_on": "31/02/2020"},
        {"code": "kode salah"},
    ],
    ids=str,
)
def test_bad_input_is_refused(client, dewi, sequence, bad):
    response = client.post(page(sequence), opened(client, dewi, page(sequence)) | bad)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == bad.keys()


def test_a_pattern_is_explained(client, dewi, office):
    response = explained(client, dewi, pattern="{serial:4}/SP", serial="7")
    assert response.context["number"] == "0007/SP"
    assert "{serial:4}" in dict(response.context["parts"])


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"pattern": "{serial"},
        {"pattern": "{nomor}/SP"},
        {"pattern": "SP/2020"},
        {"pattern": "{serial:99999999}"},
        {"pattern": "{serial}" * 100_000},
        {"pattern": "{year-99999}{serial}"},
        {"pattern": "\x00"},
        {"pattern": "{serial}", "serial": "abc"},
        {"pattern": "{serial}", "serial": "-5"},
        {"pattern": "{serial}", "serial": "9" * 5000},
        {"pattern": "{serial}/{fiscal}", "month": "abc"},
        {"pattern": "{serial}/{fiscal}", "month": "13"},
    ],
    ids=lambda query: str(query)[:60],
)
def test_a_bad_pattern_is_refused_in_words(client, dewi, office, query):
    response = explained(client, dewi, **query)
    assert response.context["problems"]


def test_a_visitor_is_asked_to_sign_in(client, office):
    assert client.get(f"{DESK}example/", {"pattern": "{serial}"}).status_code == 302
