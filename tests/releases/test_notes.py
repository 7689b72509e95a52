"""The thread of notes of a release: everybody who sees it reads it, those who work on it write."""

import pytest
from django.db import DatabaseError, transaction

from releases import notes
from releases.errors import NotPermitted, NotReady
from releases.models import Note, Revision
from tests.health import assert_healthy

DESK = "/en/admin/releases/release/"


def page(release):
    return f"{DESK}{release.pk}/notes/"


def said(release):
    return [(one.by.username, one.move, one.text) for one in notes.thread(release)]


def added(client, user, release, text):
    client.force_login(user)
    return client.post(page(release), {"text": text})


def test_it_works(client, submitted, budi, ani):
    assert added(client, budi, submitted, " Sebutkan\ntanggalnya. ").status_code == 302
    client.force_login(ani)
    assert "Sebutkan<br>tanggalnya." in client.get(page(submitted)).content.decode()
    assert "Sebutkan<br>tanggalnya." in client.get(f"{DESK}{submitted.pk}/change/").content.decode()
    assert_healthy()


def test_notes_and_those_of_moves_are_one_thread_the_newest_first(english, draft, ani, budi):
    draft.add_note(ani, "Satu.")
    draft.submit(ani, "Dua.")
    draft.add_note(budi, "Tiga.")
    draft.send_back(budi, "Empat.")
    assert said(draft) == [
        ("budi", "sent back", "Empat."),
        ("budi", "", "Tiga."),
        ("ani", "submitted", "Dua."),
        ("ani", "", "Satu."),
    ]
    assert [one.text for one in notes.thread(draft, 2)] == ["Empat.", "Tiga."]


def test_a_note_changes_neither_text_nor_revision_so_that_it_can_still_be_approved(
    submitted, ani, budi
):
    read, order = submitted.revision, submitted.updated_at
    submitted.add_note(ani, "Mohon dibaca hari ini.")
    submitted.refresh_from_db()
    assert (submitted.revision, submitted.updated_at) == (read, order)
    submitted.approve(budi, read)
    assert submitted.state == "approved"


@pytest.mark.parametrize("state", ["draft", "submitted", "published"])
def test_it_is_written_in_any_state(request, state, ani):
    release = request.getfixturevalue(state)
    assert release.add_note(ani, "Catatan.").text == "Catatan."


def test_a_registrar_reads_and_does_not_write(client, submitted, ani, dewi):
    submitted.add_note(ani, "Untuk dibaca.")
    client.force_login(dewi)
    shown = client.get(page(submitted))
    assert "Untuk dibaca." in shown.content.decode()
    assert shown.context["form"] is None
    assert added(client, dewi, submitted, "Dari buku.").status_code == 403
    with pytest.raises(NotPermitted):
        submitted.add_note(dewi, "Dari buku.")
    assert Note.objects.count() == 1


def test_another_agency_neither_reads_nor_writes(client, submitted, ani, citra):
    submitted.add_note(ani, "Untuk dibaca.")
    assert added(client, citra, submitted, "Dari luar.").status_code == 404
    assert client.get(page(submitted)).status_code == 404
    assert Note.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "a" * 4001])
def test_what_says_nothing_or_too_much_comes_back_with_what_is_wrong(client, draft, ani, text):
    answer = added(client, ani, draft, text)
    assert answer.context["form"].errors["text"]
    assert Note.objects.count() == 0


def test_a_note_that_says_nothing_is_refused(draft, ani):
    with pytest.raises(NotReady):
        draft.add_note(ani, " ")


def test_markup_in_a_note_is_text(client, draft, ani):
    added(client, ani, draft, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(page(draft)).content.decode()


def test_the_form_opens_the_thread_in_another_tab_where_something_may_be_typed(
    client, draft, ani, dewi
):
    client.force_login(ani)
    link = f'<a href="{page(draft)}" target="_blank">'
    assert link in client.get(f"{DESK}{draft.pk}/change/").content.decode()
    client.force_login(dewi)
    assert link not in client.get(f"{DESK}{draft.pk}/change/").content.decode()


@pytest.mark.parametrize(
    "act",
    [
        lambda notes: notes.update(text="Lain."),
        lambda notes: notes._raw_delete(notes.db),
        lambda notes: notes.model(pk=notes.get().pk, text="").save(force_insert=True),
    ],
    ids=["change", "delete", "replace"],
)
def test_the_database_refuses_to(draft, ani, act):
    draft.add_note(ani, "Catatan.")
    with pytest.raises(DatabaseError), transaction.atomic():
        act(Note.objects.all())
    assert Note.objects.get().text == "Catatan."


def test_the_thread_asks_twice_however_long_it_is(draft, ani, django_assert_num_queries):
    for nth in range(12):
        draft.add_note(ani, f"{nth}")
    assert Revision.objects.count() == 1
    with django_assert_num_queries(2):
        assert [one.by.username for one in notes.thread(draft)] == ["ani"] * 12
