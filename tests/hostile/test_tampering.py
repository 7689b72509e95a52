"""Forms sent back with what nobody was offered, and secrets used a second time."""

import pytest
from django.test import Client

from agencies.invitations import secret_of
from agencies.models import Membership
from releases.links import making
from releases.models import Release
from subscriptions import tokens
from subscriptions.models import Subscriber
from tests.cast import person, written
from tests.releases.test_admin_form import DESK, opened, page
from tests.thoroughness import once

pytestmark = once


@pytest.fixture
def theirs(clinic, citra) -> Release:
    return written(clinic, citra, title="Imunisasi")


@pytest.mark.parametrize("field", ["agency", "edited_by", "state", "path", "revision", "uid"])
def test_what_the_form_does_not_ask_can_not_be_set(client, ani, draft, clinic, citra, field):
    told = {"agency": clinic.pk, "edited_by": citra.pk, "state": "approved", "path": "2020/03/x"}
    before = getattr(draft, field)
    typed = opened(client, ani, page(draft)) | {field: told.get(field, "99")}
    client.post(page(draft), typed)
    draft.refresh_from_db()
    assert getattr(draft, field) == before


def test_nothing_is_written_for_another_agency(client, ani, office, sequence, clinic):
    typed = opened(client, ani, f"{DESK}add/")
    typed |= {"title": "Palsu", "date": "28/03/2020", "body": "Satu.", "agency": clinic.pk}
    client.post(f"{DESK}add/", typed)
    assert not Release.objects.filter(agency=clinic).exists()


@pytest.mark.parametrize(
    "said", [{"_saveasnew": "1"}, {"_popup": "1"}, {"_to_field": "path"}, {"_continue": "1"}]
)
def test_no_way_of_saving_makes_a_second_one(client, ani, draft, said):
    typed = opened(client, ani, page(draft)) | said | {"title": "Lain"}
    assert client.post(page(draft), typed).status_code in (200, 302, 400, 403)
    assert Release.objects.count() == 1


@pytest.mark.parametrize("asked", ["_to_field=password", "_to_field=uid&_popup=1", "agency__x=1"])
def test_no_list_tells_by_what_it_is_asked_for(client, ani, draft, theirs, asked):
    client.force_login(ani)
    answer = client.get(f"{DESK}?{asked}", follow=True)
    assert answer.status_code in (200, 400)
    assert "Imunisasi" not in answer.content.decode()


@pytest.mark.parametrize("asked", ["date__year=99999999", "date__year=-1", "q=a&date__year=0"])
def test_a_year_that_can_not_be_is_refused_and_no_error(client, ani, draft, asked):
    client.force_login(ani)
    assert client.get(f"{DESK}?{asked}").url.endswith("?e=1")
    assert client.get(f"{DESK}?{asked}&e=1").status_code == 200
    assert client.get(f"{DESK}export/csv/?{asked}").status_code in (302, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
def test_what_is_there_to_be_read_is_only_read(client, published, method):
    sheet = published.public_edition().get_absolute_url()
    for one in (sheet, f"{sheet}contacts/1.vcf", f"{sheet}editions/1/", f"{sheet}editions/1/2/"):
        assert client.generic(method, one).status_code == 405, one


def test_chosen_rows_of_another_agency_are_left_alone(client, ani, draft, theirs):
    client.force_login(ani)
    for action in ("delete_selected", "submit", "discard"):
        said = {"action": action, "_selected_action": [draft.pk, theirs.pk], "index": "0"}
        client.post(DESK, said, follow=True)
        client.post(f"{DESK}several/submit/?ids={theirs.pk}", {"ids": theirs.pk}, follow=True)
    theirs.refresh_from_db()
    assert theirs.state == "draft"
    assert Release.objects.count() == 2


def test_a_role_can_not_be_taken(client, dewi, clinic, office, citra):
    """A registrar's inline of members sent back with another agency, another person's row."""
    client.force_login(dewi)
    row = citra.memberships.get()
    said = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": row.pk,
        "memberships-0-agency": office.pk,
        "memberships-0-user": dewi.pk,
        "memberships-0-role": "approver",
    }
    for agency in (office, clinic):
        client.post(f"/en/admin/agencies/agency/{agency.pk}/change/", said)
    row.refresh_from_db()
    assert (row.agency, row.user) == (clinic, citra)
    assert not Membership.objects.filter(user=dewi, role="approver").exists()


# --- Secrets ---


def test_an_invitation_is_good_for_once(db):
    secret = secret_of(person("eka", email="eka@example.org"))
    address = f"/en/invitation/{secret}/"
    chosen = dict.fromkeys(("new_password1", "new_password2"), "kata-sandi-yang-panjang")
    assert Client().post(address, chosen).status_code == 200
    again = dict.fromkeys(chosen, "kata-sandi-orang-lain")
    assert Client().post(address, again).status_code == 404
    assert Client().login(username="eka", password="kata-sandi-yang-panjang")


def test_a_link_that_was_revoked_stays_shut(client, draft, ani):
    link, token = making.preview(draft.revisions.first(), ani)
    assert client.get(f"/preview/{token}/").status_code == 200
    making.revoke(link, ani)
    never = client.get(f"/preview/{'x' * 43}/")
    for changed in (token, token.swapcase(), token[:-1], f"{token}=", f"%20{token}"):
        answer = client.get(f"/preview/{changed}/")
        assert answer.status_code == 404
        assert answer.content.replace(changed.encode(), b"") == never.content.replace(
            b"x" * 43, b""
        )


def test_a_token_of_one_kind_opens_no_other(client, published):
    one, other = (
        Subscriber.objects.create(
            email=f"{name}@example.org", mail_language="id", asked_at=published.updated_at
        )
        for name in ("fajar", "gita")
    )
    confirming, own = tokens.confirming(one), tokens.own(one)
    stranger = tokens.own(other)
    mixed = ".".join([stranger.split(".")[0], *own.split(".")[1:]])
    for address in (f"subscribe/{own}", f"subscriptions/{confirming}", f"subscriptions/{mixed}"):
        assert client.get(f"/en/{address}/").status_code == 404
        assert client.post(f"/en/{address}/").status_code == 404


def test_a_cursor_with_another_letter_leads_to_the_first_page(client, published):
    for cursor in ("x", "a:b:c", "....", "%00", "🙂", "A" * 3000):
        assert client.get("/en/releases/", {"after": cursor}).status_code == 200
        assert client.get("/api/v1/releases/", {"cursor": cursor}).status_code in (200, 400)
