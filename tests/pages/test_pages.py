"""The standing pages: ours until somebody edits them, in both languages, clean, and on record."""

import pytest

from audit.acts import Acts
from audit.source import Asked
from pages.models import Key, Page
from releases.body import from_typed

DESK = "/en/admin/pages/page/"
TYPED = {
    "key": "about",
    "title": "Tentang  kami",
    "title_en": "About us",
    "body": "Kami menulis.\n\nKami mengirim.",
    "body_en": "<p>We write.</p><script>alert(1)</script>",
}


@pytest.fixture
def registrar(client, dewi):
    """Dewi's browser."""
    client.force_login(dewi)
    return client


def test_it_works(registrar):
    assert registrar.post(f"{DESK}add/", TYPED).status_code == 302
    indonesian = registrar.get("/about/").content.decode()
    assert "<h1>Tentang kami</h1>" in indonesian
    assert "<p>Kami mengirim.</p>" in indonesian
    english = registrar.get("/en/about/").content.decode()
    assert "<p>We write.</p>" in english
    assert "alert(1)" not in english


@pytest.mark.parametrize("key", Key.values)
@pytest.mark.parametrize("language", ["", "/en"])
def test_before_anybody_edits_it_it_says_what_comes_with_the_newsroom(client, db, key, language):
    page = client.get(f"{language}/{key}/")
    assert page.status_code == 200
    assert "<h2>" in page.content.decode().partition('class="body"')[2]
    assert f'{language}/contacts/"' in page.content.decode()


@pytest.mark.parametrize("key", Key.values)
def test_the_texts_of_ours_are_what_the_form_would_keep(db, key):
    page = Page.shipped(key)
    assert page.html
    for body in (page.body, page.body_en):
        assert from_typed(from_typed(body)) == from_typed(body)
        assert body.count("<a href=") == from_typed(body).count("<a href=")


@pytest.mark.usefixtures("english")
def test_the_first_edit_begins_with_the_text_of_ours(registrar):
    page = registrar.get(DESK).content.decode()
    assert "Edit “Accessibility” for the first time" in page
    form = registrar.get(f"{DESK}add/?key=accessibility").context["adminform"].form
    assert form.initial["key"] == "accessibility"
    assert form.initial["body_en"].startswith("<p>This site is meant to be usable by everybody")


@pytest.mark.usefixtures("english")
def test_each_page_is_there_once(registrar):
    registrar.post(f"{DESK}add/", TYPED)
    assert "key" in registrar.post(f"{DESK}add/", TYPED).context["adminform"].form.errors
    assert registrar.post(f"{DESK}add/", TYPED | {"key": "accessibility"}).status_code == 302
    assert registrar.get(f"{DESK}add/").status_code == 403
    assert "for the first time" not in registrar.get(DESK).content.decode()


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("empty", ["title", "title_en", "body", "body_en"])
def test_no_language_is_left_empty_and_nothing_typed_is_lost(registrar, empty):
    response = registrar.post(f"{DESK}add/", TYPED | {empty: " "})
    assert list(response.context["adminform"].form.errors) == [empty]
    assert "Kami menulis." in response.content.decode() or empty == "body"
    assert not Page.objects.exists()


@pytest.mark.usefixtures("english")
def test_the_audit_says_which_text_changed_and_the_history_how(registrar, boss):
    registrar.post(f"{DESK}add/", TYPED)
    page = Page.objects.get()
    registrar.post(f"{DESK}{page.pk}/change/", TYPED | {"body_en": "We write a lot."})
    found = Acts(Asked(kind="page"), boss)
    line = found.page_lines(found.get_page(1))[0]
    assert (line.who, line.what, line.fields, line.changes) == (
        *("dewi", "changed", ["text in English"], []),
    )
    history = registrar.get(f"{DESK}{page.pk}/history/").content.decode()
    assert "We write a lot." in history
