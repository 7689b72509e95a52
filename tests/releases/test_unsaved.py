"""What is typed is kept before it is saved, comes back to its person alone, and is then gone."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from agencies.roles import Role
from releases.admin import unsaved
from releases.models import Release, Revision, WorkingCopy
from tests.cast import person
from tests.releases.test_admin_form import DESK, opened, page

ADD = f"{DESK}add/"


def asking(release, asked: str) -> str:
    return f"{DESK}form/{release.pk if release else 0}/{asked}/"


def autosaved(client, user, release, **changes):
    """Ani's form is open, she types, and goes away without saving."""
    typed = opened(client, user, page(release) if release else ADD) | changes
    response = client.post(asking(release, "autosave"), typed | {"_dirty": "1"})
    assert response.status_code == 200
    return typed, response.json()


def back(client, release=None):
    """The form as it is opened again."""
    response = client.get(page(release) if release else ADD)
    return response.context["adminform"].form, response.content.decode()


def test_it_works(client, ani, draft, english):
    _typed, answer = autosaved(client, ani, draft, title="Judul setengah ja", body="Kata.")
    assert answer["said"].startswith("Kept at ")
    form, html = back(client, draft)
    assert (form["title"].value(), form["body"].value()) == ("Judul setengah ja", "Kata.")
    assert "was not saved" in html
    assert asking(draft, "throw-away") in html


def test_nothing_is_saved_by_keeping_it_or_by_bringing_it_back(client, ani, draft):
    before = Release.objects.values().get()
    autosaved(client, ani, draft, title="Judul lain", topics=[], contacts=[])
    back(client, draft)
    assert Release.objects.values().get() == before
    assert Revision.objects.count() == 1


def test_it_is_kept_from_the_first_keystroke_of_a_new_release(client, ani, office, sequence):
    autosaved(client, ani, None, title="T", date="")
    form, html = back(client)
    assert form["title"].value() == "T"
    assert form.errors.keys() == {"date"}
    assert "was not saved" in html
    assert not Release.objects.exists()


def test_what_somebody_else_saved_meanwhile_is_shown_beside_it(client, ani, budi, draft):
    autosaved(client, ani, draft, body="Teks Ani.")
    theirs = opened(client, budi, page(draft)) | {"body": "Teks Budi."}
    client.post(page(draft), theirs)
    client.force_login(ani)
    response = client.get(page(draft))
    (row,) = response.context["conflict"]
    assert (row["theirs"], row["mine"]) == ("Teks Budi.", "Teks Ani.")


@pytest.mark.django_db(transaction=True)
def test_bringing_it_back_is_a_transaction_of_its_own(client, ani, draft):
    autosaved(client, ani, draft, body="Teks Ani.")
    assert back(client, draft)[0]["body"].value() == "Teks Ani."


def test_a_form_that_was_refused_is_kept_even_without_a_script(client, ani, draft):
    typed = opened(client, ani, page(draft)) | {"title": "", "body": "Teks panjang."}
    assert client.post(page(draft), typed).status_code == 200
    assert back(client, draft)[0]["body"].value() == "Teks panjang."


def test_a_new_form_that_was_refused_is_kept_too(client, ani, office, sequence):
    typed = opened(client, ani, ADD) | {"title": "", "body": "Teks panjang."}
    assert client.post(ADD, typed).status_code == 200
    assert back(client)[0]["body"].value() == "Teks panjang."


@pytest.mark.parametrize("button", ["_save", "_continue"])
def test_saving_forgets_it(client, ani, draft, button):
    typed, _answer = autosaved(client, ani, draft, title="Judul baru")
    client.post(page(draft), typed | {button: "1"})
    assert unsaved.kept(draft, ani) is None
    assert "was not saved" not in back(client, draft)[1]


def test_saving_a_new_release_forgets_it(client, ani, office, sequence):
    typed, _answer = autosaved(client, ani, None, title="Judul", body="Teks.")
    client.post(ADD, typed)
    assert back(client)[0]["title"].value() in (None, "")
    assert Release.objects.get().title == "Judul"


def test_the_button_of_a_move_saves_it_and_forgets_it(client, ani, draft):
    typed, _answer = autosaved(client, ani, draft, title="Judul baru")
    client.post(page(draft), typed | {"_move": "submit"})
    draft.refresh_from_db()
    assert draft.title == "Judul baru"
    assert unsaved.kept(draft, ani) is None


@pytest.mark.parametrize("new", [False, True])
def test_it_can_be_thrown_away(client, ani, draft, new):
    release = None if new else draft
    autosaved(client, ani, release, title="Judul lain")
    response = client.post(asking(release, "throw-away"), follow=True)
    assert response.redirect_chain[0][0] == (ADD if new else page(draft))
    assert "Judul lain" not in response.content.decode()


def test_nobody_else_gets_it(client, ani, budi, boss, draft):
    autosaved(client, ani, draft, title="Hanya punya Ani")
    autosaved(client, ani, None, title="Hanya punya Ani")
    for other in (budi, boss):
        client.force_login(other)
        assert "Hanya punya Ani" not in back(client, draft)[1]
        assert "Hanya punya Ani" not in back(client)[1]


@pytest.mark.parametrize("asked", ["autosave", "preview", "throw-away", "leave"])
def test_another_agency_s_release_is_not_there(client, citra, draft, asked):
    client.force_login(citra)
    assert client.post(asking(draft, asked), {"_dirty": "1"}).status_code == 404
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize("asked", ["autosave", "preview", "throw-away", "leave"])
def test_who_may_only_read_keeps_nothing(client, dewi, draft, asked):
    client.force_login(dewi)
    assert client.post(asking(draft, asked), {"_dirty": "1"}).status_code == 403
    assert not WorkingCopy.objects.exists()


def test_who_is_signed_out_is_asked_to_sign_in(client, draft):
    response = client.post(asking(draft, "autosave"), {"_dirty": "1"})
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


def test_a_request_that_another_site_forged_is_refused(ani, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ani)
    for asked in ("autosave", "preview", "throw-away", "leave"):
        assert client.post(asking(draft, asked), {"_dirty": "1"}).status_code == 403


@pytest.mark.parametrize("asked", ["autosave", "throw-away", "leave"])
def test_following_a_link_changes_nothing(client, ani, draft, asked):
    client.force_login(ani)
    assert client.get(asking(draft, asked)).status_code == 405


@pytest.mark.parametrize("asked", ["save", "autosaved"])
def test_what_no_form_asks_for_is_not_there(client, ani, draft, asked):
    client.force_login(ani)
    assert client.post(asking(draft, asked)).status_code == 404


# --- Who else is at it ---


def others(client, user, release) -> str:
    client.force_login(user)
    said = " ".join(copy.by.username for copy in client.get(page(release)).context["others"])
    typed = opened(client, user, page(release))
    answer = client.post(asking(release, "autosave"), typed | {"_dirty": "0"}).json()
    assert bool(answer["others"].strip()) == bool(said)
    assert said in answer["others"]
    return said


def test_a_second_editor_is_told_of_the_first(client, ani, budi, draft, english):
    client.force_login(ani)
    client.get(page(draft))
    assert others(client, budi, draft) == "ani"
    assert "ani has this release open since" in back(client, draft)[1]


def test_nobody_is_told_of_themselves(client, ani, draft):
    client.force_login(ani)
    client.get(page(draft))
    assert others(client, ani, draft) == ""


def test_since_is_when_they_began(client, ani, draft):
    client.force_login(ani)
    client.get(page(draft))
    first = WorkingCopy.objects.get()
    client.get(page(draft))
    again = WorkingCopy.objects.get()
    assert again.since == first.since
    assert again.seen_at > first.seen_at


def test_who_has_been_silent_is_not_at_it(client, ani, budi, draft):
    client.force_login(ani)
    client.get(page(draft))
    copy = WorkingCopy.objects.get()
    copy.seen_at -= 2 * unsaved.SILENT
    copy.save()
    assert others(client, budi, draft) == ""


def test_who_closes_the_form_is_not_at_it(client, ani, budi, draft):
    client.force_login(ani)
    client.get(page(draft))
    assert client.post(asking(draft, "leave")).status_code == 204
    assert others(client, budi, draft) == ""


def test_closing_the_form_does_not_forget_what_was_typed(client, ani, draft):
    autosaved(client, ani, draft, title="Judul lain")
    client.post(asking(draft, "leave"))
    assert back(client, draft)[0]["title"].value() == "Judul lain"


def test_who_saves_and_goes_on_to_the_list_is_not_at_it(client, ani, budi, draft):
    client.post(page(draft), opened(client, ani, page(draft)))
    assert others(client, budi, draft) == ""


def test_who_may_only_read_is_not_at_it(client, dewi, budi, draft):
    client.force_login(dewi)
    assert client.get(page(draft)).status_code == 200
    assert others(client, budi, draft) == ""


def test_the_first_is_told_that_the_second_has_saved(client, ani, budi, draft, english):
    typed = opened(client, ani, page(draft))
    client.post(page(draft), opened(client, budi, page(draft)) | {"title": "Judul Budi"})
    client.force_login(ani)
    answer = client.post(asking(draft, "autosave"), typed | {"_dirty": "0"}).json()
    assert "budi has saved this release at" in answer["others"]


# --- When it can't be changed any more ---


@pytest.fixture
def overtaken(client, ani, budi, submitted):
    """Ani was still typing when Budi approved."""
    typed, _answer = autosaved(client, ani, submitted, title="Judul Ani", body="Satu.\n\nDua.")
    submitted.approve(budi, submitted.revision)
    return typed


def test_the_words_are_still_shown_after_approval(client, submitted, overtaken, english):
    html = client.get(page(submitted)).content.decode()
    assert "Judul Ani" in html
    assert "<p>Satu.</p>\n<p>Dua.</p>" in html
    assert "Copy what you still need" in html
    assert 'name="title"' not in html


def test_the_words_typed_after_approval_are_kept_too(client, ani, submitted, overtaken):
    typed = overtaken | {"summary": "Ditulis belakangan.", "_dirty": "1"}
    assert client.post(asking(submitted, "autosave"), typed).status_code == 200
    assert "Ditulis belakangan." in client.get(page(submitted)).content.decode()


def test_what_they_hold_does_no_harm(client, ani, submitted, overtaken):
    typed = overtaken | {"title": "<script>1</script>", "body": "<script>2</script>Teks"}
    client.post(asking(submitted, "autosave"), typed | {"_dirty": "1"})
    html = client.get(page(submitted)).content.decode()
    assert "<script>1" not in html
    assert "<script>2" not in html


def test_they_can_be_thrown_away_then(client, ani, submitted, overtaken):
    client.post(asking(submitted, "throw-away"))
    assert "Judul Ani" not in client.get(page(submitted)).content.decode()


# --- Hostile forms ---

ROWS = "attachments-TOTAL_FORMS"
HOSTILE = [
    {"title": "\x00", "body": "\x00<p>\x00"},
    {"title": "x" * 100_000, "body": "<p>" * 2_000},
    {"title": "\ud800"},
    {ROWS: "banyak", "attachments-INITIAL_FORMS": "-1"},
    {ROWS: "3", "attachments-INITIAL_FORMS": "3", "attachments-0-id": "999"},
    {ROWS: "1", "attachments-INITIAL_FORMS": "0", "attachments-0-token": "palsu"},
    {"date": "99999/99/99", "agency": "-1", "contacts": ["x"], "revision_read": "x"},
    {"revision_read": "9" * 400, "sequence": "9" * 40, "addendum_to": "\x00"},
    {"_to_field": "body", "_popup": "1", "_saveasnew": "1", "_save": "1"},
    {},
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("new", [False, True])
def test_no_form_can_break_it(client, ani, draft, new, hostile):
    client.force_login(ani)
    release = None if new else draft
    sent = urlencode({"_dirty": "1"} | hostile, doseq=True, errors="surrogatepass")
    form = "application/x-www-form-urlencoded"
    # Nothing at the desk is made a second time by a word of the form.
    refused = {403} if "_saveasnew" in hostile else set()
    for asked, good in (("autosave", {200}), ("preview", {200, 422})):
        answer = client.generic("POST", asking(release, asked), sent, content_type=form)
        assert answer.status_code in (refused or good)
    assert client.get(page(draft) if release else ADD).status_code == 200


def test_a_form_that_is_too_large_is_refused(client, ani, draft, settings):
    client.force_login(ani)
    typed = {"_dirty": "1", "body": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    assert client.post(asking(draft, "autosave"), typed).status_code == 400


def test_two_persons_of_one_agency_keep_their_own(client, ani, office, draft):
    eka = person("eka", role=Role.AUTHOR, agency=office)
    autosaved(client, ani, draft, title="Dari Ani")
    autosaved(client, eka, draft, title="Dari Eka")
    client.force_login(ani)
    assert back(client, draft)[0]["title"].value() == "Dari Ani"
