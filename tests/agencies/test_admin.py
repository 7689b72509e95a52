"""A registrar keeps an agency's letterheads; who belongs where is for superusers."""

import pytest

DESK = "/en/admin/agencies/agency/"


def page(agency):
    return f"{DESK}{agency.pk}/change/"


def opened(client, user, agency):
    """The form and its inlines as a browser would send them back."""
    client.force_login(user)
    context = client.get(page(agency)).context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(set_.management_form for set_ in formsets)]
    forms += [form for set_ in formsets for form in set_]
    return {
        field.html_name: field.value()
        for form in forms
        for field in form
        if field.value() is not None and not field.html_name.endswith("logo")
    }


def test_it_works(client, dewi, office):
    typed = opened(client, dewi, office) | {"letterheads-0-city": "KOTA BARU"}
    assert client.post(page(office), typed).status_code == 302
    assert office.letterheads.get().city == "KOTA BARU"


def test_a_registrar_adds_a_letterhead(client, dewi, office):
    typed = opened(client, dewi, office) | {
        "letterheads-TOTAL_FORMS": 2,
        "letterheads-1-lines": "DINAS KABAR BARU",
        "letterheads-1-valid_from": "01/01/2021",
    }
    assert client.post(page(office), typed).status_code == 302
    assert office.letterheads.count() == 2


ADDED = {"letterheads-TOTAL_FORMS": 2, "letterheads-1-lines": "DINAS KABAR BARU"}


@pytest.mark.parametrize("forged", [ADDED, {"letterheads-INITIAL_FORMS": "-1"}])
def test_one_letterhead_alone_has_no_day(client, dewi, office, forged):
    answer = client.post(page(office), opened(client, dewi, office) | forged)
    assert answer.status_code == 200
    assert "The agency has a letterhead without a day already." in answer.content.decode()
    assert office.letterheads.count() == 1


def test_the_day_goes_from_one_letterhead_to_another(client, dewi, office):
    moved = ADDED | {"letterheads-0-valid_from": "01/01/2021"}
    assert client.post(page(office), opened(client, dewi, office) | moved).status_code == 302
    assert office.letterheads.filter(valid_from=None).get().lines == "DINAS KABAR BARU"


def test_a_registrar_does_not_change_what_decides_who_may_what(client, dewi, office):
    reserved = {"slug": "lain", "four_eyes": "off", "parent": "", "active": ""}
    client.post(page(office), opened(client, dewi, office) | reserved)
    office.refresh_from_db()
    assert (office.slug, office.four_eyes, office.active) == ("diskabar", "strict", True)


def test_a_registrar_gives_no_roles(client, dewi, office):
    typed = opened(client, dewi, office) | {
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-user": dewi.pk,
        "memberships-0-role": "approver",
    }
    client.post(page(office), typed)
    assert dewi.memberships.get().role == "registrar"


def test_a_superuser_gives_roles(client, boss, office):
    typed = opened(client, boss, office) | {
        "memberships-TOTAL_FORMS": 1,
        "memberships-0-user": boss.pk,
        "memberships-0-role": "approver",
    }
    assert client.post(page(office), typed).status_code == 302
    assert boss.memberships.get().agency == office


def test_an_author_only_reads(client, ani, office):
    client.force_login(ani)
    assert client.get(page(office)).status_code == 200
    assert client.post(page(office), {"name": "Lain"}).status_code == 403


def test_another_agency_sees_nothing(client, citra, office):
    client.force_login(citra)
    assert office not in client.get(DESK).context["cl"].result_list
    assert client.get(page(office)).status_code == 302


@pytest.mark.parametrize("page_", ["add/", "{pk}/delete/"])
def test_a_registrar_neither_adds_nor_deletes_agencies(client, dewi, office, page_):
    client.force_login(dewi)
    assert client.get(DESK + page_.format(pk=office.pk)).status_code == 403


def test_an_agency_with_numbers_is_not_deleted(client, boss, published, office):
    client.force_login(boss)
    assert client.post(f"{DESK}{office.pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_agency_with_releases_is_not_deleted(client, boss, draft, office):
    client.force_login(boss)
    client.post(f"{DESK}{office.pk}/delete/", {"post": "yes"})
    office.refresh_from_db()


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name": "\x00"},
        {"letterheads-0-valid_from": "31/02/2020"},
        {"letterheads-0-lines": ""},
        {"letterheads-0-site": "javascript:alert(1)"},
        {"letterheads-0-id": "abc"},
        {"letterheads-TOTAL_FORMS": "abc"},
        {"contacts-0-order": "-1"},
        {"contacts-0-order": "9" * 30},
        {"contacts-0-email": "bukan alamat"},
    ],
    ids=str,
)
def test_bad_input_is_refused(client, dewi, office, bad):
    response = client.post(page(office), opened(client, dewi, office) | bad)
    assert response.status_code == 200
    assert response.context["errors"]


def test_an_agency_below_is_no_parent(client, boss, office, clinic):
    clinic.parent = office
    clinic.save()
    response = client.post(page(office), opened(client, boss, office) | {"parent": clinic.pk})
    assert "parent" in response.context["adminform"].form.errors
