"""Two people save the same release: the second sees both texts, and nothing is lost."""

import pytest

from tests.releases.test_admin_form import opened, page


@pytest.fixture
def second(client, draft, ani, budi):
    """What Ani sends after Budi has saved the release that both had opened."""
    typed = opened(client, ani, page(draft)) | {"body": "Teks Ani.", "title": "Judul Ani"}
    theirs = opened(client, budi, page(draft)) | {"body": "Teks Budi."}
    client.post(page(draft), theirs)
    client.force_login(ani)
    return typed


def test_it_works(client, draft, second):
    response = client.post(page(draft), second)
    assert response.status_code == 200
    shown = {
        str(row["label"]): (row["theirs"], row["mine"]) for row in response.context["conflict"]
    }
    assert set(shown.values()) == {
        ("Teks Budi.", "Teks Ani."),
        ("Gubernur resmikan taman baca", "Judul Ani"),
    }


def test_what_was_typed_stays_in_the_form(client, draft, second):
    form = client.post(page(draft), second).context["adminform"].form
    assert (form["title"].value(), form["body"].value()) == ("Judul Ani", "Teks Ani.")


def test_the_first_to_save_is_named_and_not_overwritten(client, draft, second):
    assert "budi has saved" in client.post(page(draft), second).content.decode()
    draft.refresh_from_db()
    assert draft.body == "<p>Teks Budi.</p>"


def test_saving_once_more_goes_through_and_the_other_text_stays_in_the_history(
    client, draft, second
):
    form = client.post(page(draft), second).context["adminform"].form
    second["revision_read"] = form["revision_read"].value()
    assert client.post(page(draft), second).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.body) == ("Judul Ani", "<p>Teks Ani.</p>")
    assert "Teks Budi." in draft.revisions.get(position=2).content


def test_a_third_save_meanwhile_is_a_conflict_again(client, draft, second, budi, ani):
    form = client.post(page(draft), second).context["adminform"].form
    second["revision_read"] = form["revision_read"].value()
    theirs = opened(client, budi, page(draft)) | {"body": "Teks Budi, lagi."}
    client.post(page(draft), theirs)
    client.force_login(ani)
    assert client.post(page(draft), second).context["conflict"]


def test_a_move_meanwhile_is_a_conflict_too(client, draft, ani):
    typed = opened(client, ani, page(draft)) | {"body": "Teks Ani."}
    draft.submit(ani)
    assert client.post(page(draft), typed).status_code == 200
    draft.refresh_from_db()
    assert draft.body == "<p>Taman baca dibuka.</p>"


def test_the_button_of_a_move_does_not_pass_a_conflict(client, draft, second):
    response = client.post(page(draft), second | {"_move": "submit"})
    assert response.status_code == 200
