"""Signing in, failing to, and signing out are kept; never what was typed as a password."""

import pytest
from django.contrib.auth import authenticate

from audit.models import Door, SignIn

LOGIN = "/en/admin/login/"
HERE = "203.0.113.7"
SECRET = "taman-baca-di-tepi-sungai"


@pytest.fixture
def keyed(ani):
    ani.set_password(SECRET)
    ani.save()
    return ani


def typed(client, username, password):
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=HERE)


def kept():
    return list(SignIn.objects.order_by("pk").values_list("what", "person", "name", "address"))


def test_it_works(client, keyed):
    typed(client, "ani", SECRET)
    answer = client.post("/en/admin/logout/", REMOTE_ADDR=HERE)
    assert "You are signed out." in answer.content.decode()
    told = (keyed.pk, "ani", HERE)
    assert kept() == [(Door.IN, *told), (Door.OUT, *told)]


def test_a_wrong_password_is_kept_as_a_failure(client, keyed):
    typed(client, "ani", "salah")
    assert kept() == [(Door.FAILED, keyed.pk, "ani", HERE)]


def test_who_is_deactivated_fails(client, keyed):
    keyed.is_active = False
    keyed.save()
    typed(client, "ani", SECRET)
    assert kept() == [(Door.FAILED, keyed.pk, "ani", HERE)]


@pytest.mark.parametrize("name", [SECRET, "a" * 149, "", "ani "])
def test_what_is_no_user_name_is_not_kept(client, keyed, name):
    typed(client, name, SECRET)
    assert all(SECRET not in f"{row}" for row in SignIn.objects.values_list())
    assert {row[2] for row in kept()} <= {"", "ani"}


def test_a_name_is_no_longer_than_its_column(db):
    assert authenticate(username="b" * 5000, password="x") is None
    assert kept() == [(Door.FAILED, None, "", None)]


def test_a_nul_is_refused_quietly(client, keyed):
    assert typed(client, "an\0i", "x").status_code == 200


def test_signing_out_without_having_signed_in_is_nothing(client, db):
    client.post("/en/admin/logout/")
    assert kept() == []


def test_who_only_looked_can_be_deleted(client, keyed, boss):
    typed(client, "ani", SECRET)
    keyed.memberships.all().delete()
    keyed.delete()
    assert SignIn.objects.get().name == "ani"


def test_accounts_remember_who_made_them_powerful(client, boss, ani):
    client.force_login(boss)
    page = f"/en/admin/auth/user/{ani.pk}/change/"
    form = client.get(page).context["adminform"].form
    old = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    now = {"date_joined_0": "2020-01-01", "date_joined_1": "08:00"}
    answer = client.post(page, old | now | {"is_superuser": "on"}, REMOTE_ADDR=HERE)
    assert answer.status_code == 302, answer.context["errors"]
    record = ani.history.first()
    assert (record.history_user, record.history_address) == (boss, HERE)
    assert ("superuser status", "no", "yes") in record.changes


def test_a_password_stands_in_no_record(keyed, client):
    typed(client, "ani", SECRET)
    keyed.refresh_from_db()
    for row in keyed.history.values_list():
        assert keyed.password not in row
        assert SECRET not in f"{row}"
    assert not hasattr(keyed.history.first(), "password")


def test_signing_in_changes_no_account(client, keyed):
    before = keyed.history.count()
    typed(client, "ani", SECRET)
    assert keyed.history.count() == before
