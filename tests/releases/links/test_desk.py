"""The desk's pages of links: made, shown once, listed with every opening, revoked."""

import html
import re

import pytest

from numbering.clock import database_now
from releases.admin import links
from releases.links import making
from releases.models import Link, Release
from tests.cast import written
from tests.releases.links.linking import HOUR, SARI, embargoed, previewed, read, scheduled

pytestmark = pytest.mark.usefixtures("english")

HOSTILE = ["\x00", "-1", "abc", "9" * 30, "<b>", "‮💥", "x" * 5000]


def desk(release: Release, tail: str = "") -> str:
    return f"/en/admin/releases/release/{release.pk}/links/{tail}"


def sent(client, user, release, kind="preview", **typed):
    client.force_login(user)
    known = {"revision": release.revisions.first().pk} if kind == "preview" else {}
    if kind == "embargo" and release.scheduled_edition():
        known = {"edition": release.scheduled_edition().pk}
    fields = {f"{kind}-{name}": value for name, value in (known | typed).items()}
    return client.post(desk(release), fields | {"kind": kind})


def offered(client, user, release) -> set[str]:
    client.force_login(user)
    return {str(form.kind) for form in client.get(desk(release)).context["forms"]}


def address_in(response) -> str:
    return html.unescape(re.search(r'<code id="secret".*?>(.*?)</code>', response.text)[1])


def test_it_works(client, ani, budi, submitted):
    asked = address_in(sent(client, ani, submitted, recipient=SARI))
    assert asked.startswith("http://testserver/preview/")
    assert submitted.title in read(client, asked.removeprefix("http://testserver"))
    scheduled(submitted, ani, budi)
    asked = address_in(sent(client, budi, submitted, "embargo", recipient=SARI))
    assert SARI in read(client, asked.removeprefix("http://testserver"))
    page = read(client, desk(submitted))
    assert page.count(SARI) >= 2
    assert page.count("valid until") == 2
    assert page.count("Opened 1 time") == 2


def test_its_address_is_shown_this_once(client, ani, draft):
    token = address_in(sent(client, ani, draft)).split("/")[-2]
    link = Link.objects.get()
    for tail in ("", f"{link.pk}/", f"{link.pk}/revoke/"):
        assert token not in read(client, desk(draft, tail))


def test_the_page_with_the_address_is_kept_by_no_cache(client, ani, draft):
    kept = sent(client, ani, draft)["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.split(", "))


def test_the_form_of_the_release_leads_there(client, ani, draft):
    client.force_login(ani)
    form = f"/en/admin/releases/release/{draft.pk}/change/"
    page = read(client, form)
    assert desk(draft) in page
    assert "is valid" not in page
    previewed(draft, ani)
    assert "1 is valid" in read(client, form)


def test_it_is_bound_to_the_text_that_was_looked_at(client, ani, draft):
    looked_at = draft.revisions.first()
    draft.title = "Judul baru"
    draft.save()
    draft.record(ani)
    sent(client, ani, draft, revision=looked_at.pk)
    assert Link.objects.get().revision == looked_at


# --- Who may make which ---


@pytest.mark.parametrize(
    ("who", "seen"), [("ani", {"preview"}), ("budi", {"embargo", "preview"}), ("dewi", set())]
)
def test_of_a_scheduled_release_each_may_make_theirs(
    request, client, ani, budi, submitted, who, seen
):
    scheduled(submitted, ani, budi)
    assert offered(client, request.getfixturevalue(who), submitted) == seen


def test_of_what_is_not_scheduled_there_is_no_embargo(client, budi, draft):
    assert offered(client, budi, draft) == {"preview"}


def test_of_what_is_withdrawn_there_is_none(client, budi, published):
    published.withdraw(budi, "Keliru.")
    assert offered(client, budi, published) == set()


@pytest.mark.parametrize(("who", "kind"), [("dewi", "preview"), ("ani", "embargo")])
def test_sending_what_is_not_offered_makes_none(request, client, ani, budi, submitted, who, kind):
    scheduled(submitted, ani, budi)
    answer = sent(client, request.getfixturevalue(who), submitted, kind, recipient=SARI)
    assert answer.status_code == 403
    assert not Link.objects.exists()


def test_another_agency_sees_nothing(client, ani, citra, draft):
    previewed(draft, ani)
    link = Link.objects.get()
    client.force_login(citra)
    for tail in ("", f"{link.pk}/", f"{link.pk}/revoke/"):
        for method in (client.get, client.post):
            assert method(desk(draft, tail)).status_code == 404
    assert Link.objects.get().revoked_at is None


def test_a_link_of_another_release_is_not_found(client, ani, office, draft):
    previewed(draft, ani)
    other = written(office, ani, title="Lain")
    client.force_login(ani)
    pk = Link.objects.get().pk
    for tail in (f"{pk}/", f"{pk}/revoke/", "999/", "999/revoke/"):
        for method in (client.get, client.post):
            assert method(desk(other, tail)).status_code == 404
    assert Link.objects.get().revoked_at is None


# --- What is wrong is told, and nothing is lost ---


def test_all_that_is_wrong_is_told_at_once(client, ani, budi, submitted):
    scheduled(submitted, ani, budi)
    page = sent(client, budi, submitted, "embargo", recipient="", expires_at="2020-01-01T10:00")
    assert "This field is required." in page.text
    assert "This moment has passed. Choose one to come." in page.text
    assert 'value="2020-01-01T10:00"' in page.text
    assert not Link.objects.exists()


def test_too_long_is_refused_with_the_latest_moment(client, ani, draft):
    later = database_now() + 24 * 91 * HOUR
    page = sent(client, ani, draft, recipient=SARI, expires_at=f"{later:%Y-%m-%dT%H:%M}")
    assert "That is too long. Choose a moment not after" in page.text
    assert f'value="{SARI}"' in page.text


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("field", ["recipient", "expires_at", "revision"])
def test_hostile_words_are_refused_or_shown_as_they_are(client, ani, draft, field, typed):
    answer = sent(client, ani, draft, **{field: typed})
    assert answer.status_code == 200
    assert "<b>9" not in answer.text
    if field != "recipient":
        assert not Link.objects.exists()


@pytest.mark.parametrize("tail", ["?page=abc", "?page=99999999999999999999", "?page=-1", "?page="])
def test_a_page_of_the_list_that_is_not_there_is_another(client, ani, draft, tail):
    previewed(draft, ani)
    client.force_login(ani)
    assert client.get(desk(draft, tail)).status_code == 200
    assert client.get(desk(draft, f"{Link.objects.get().pk}/{tail}")).status_code == 200


def test_of_several_editions_ahead_one_is_chosen(client, published, ani, budi):
    ahead = []
    for hours in (1, 2):
        published.correct(ani)
        published.title = f"Judul {hours}"
        published.save()
        published.record(ani)
        published.submit(ani)
        moment = database_now() + hours * HOUR
        ahead.append(published.approve(budi, published.revision, moment, correction_note="Judul."))
    sent(client, budi, published, "embargo", recipient=SARI, edition=ahead[0].pk)
    assert Link.objects.get().edition == ahead[0]


# --- Revoking ---


def test_revoking_asks_first(client, ani, draft):
    previewed(draft, ani)
    revoke = desk(draft, f"{Link.objects.get().pk}/revoke/")
    client.force_login(ani)
    assert "at once and for good" in read(client, revoke)
    assert Link.objects.get().revoked_at is None
    assert client.post(revoke).status_code == 302
    assert Link.objects.get().revoked_by == ani
    assert "revoked by ani, " in read(client, desk(draft))
    assert "/revoke/" not in read(client, desk(draft))


def test_whoever_may_not_make_it_may_not_revoke_it(client, ani, dewi, draft):
    previewed(draft, ani)
    client.force_login(dewi)
    assert "/revoke/" not in read(client, desk(draft))
    assert client.post(desk(draft, f"{Link.objects.get().pk}/revoke/")).status_code == 403
    assert Link.objects.get().revoked_at is None


# --- Openings ---


def test_every_opening_is_listed(client, ani, dewi, draft):
    asked = previewed(draft, ani)
    for place in range(3):
        client.get(asked, REMOTE_ADDR=f"198.51.100.{place}", headers={"User-Agent": f"<b>{place}"})
    client.force_login(dewi)
    page = read(client, desk(draft, f"{Link.objects.get().pk}/"))
    for place in range(3):
        assert f"198.51.100.{place}" in page
        assert f"&lt;b&gt;{place}" in page


def test_a_long_list_comes_in_pages(client, ani, draft, monkeypatch):
    monkeypatch.setattr(links, "A_PAGE", 2)
    asked = previewed(draft, ani)
    for place in range(3):
        client.get(asked, REMOTE_ADDR=f"198.51.100.{place}")
    client.force_login(ani)
    page = desk(draft, f"{Link.objects.get().pk}/")
    assert "198.51.100.0" not in read(client, page)
    assert "198.51.100.0" in read(client, f"{page}?page=2")


# --- In words ---


def said(release) -> str:
    link = release.links.with_openings().first()
    return links.in_words(link, database_now())


def test_a_text_that_moved_on_is_told(ani, draft):
    previewed(draft, ani)
    draft.title = "Judul baru"
    draft.save()
    draft.record(ani)
    assert "the text has been changed since" in said(draft)


def test_an_expired_one_is_told(ani, draft):
    previewed(draft, ani)
    link = draft.links.with_openings().get()
    assert links.in_words(link, link.expires_at).startswith("expired, ")


def test_a_cancelled_or_discarded_one_is_told(ani, budi, draft, submitted):
    embargoed(scheduled(submitted, ani, budi), budi)
    submitted.cancel(budi, "Ditunda.")
    assert "its edition was cancelled" in said(submitted)


def test_a_discarded_one_is_told(ani, draft):
    previewed(draft, ani)
    draft.discard(ani)
    draft.refresh_from_db()
    assert "withdrawn or discarded" in said(draft)


def test_one_that_leads_on_is_told(ani, budi, submitted):
    edition = scheduled(submitted, ani, budi)
    embargoed(edition, budi)
    link = submitted.links.with_openings().get()
    assert links.in_words(link, edition.public_from) == "leads to the public page"


# --- What it asks of the database ---


@pytest.mark.parametrize("count", [2, 20])
def test_a_long_list_asks_no_more_than_a_short_one(
    client, ani, budi, submitted, count, django_assert_max_num_queries
):
    edition = scheduled(submitted, ani, budi)
    for place in range(count):
        making.embargo(edition, budi, f"Wartawan {place}")
        client.get(previewed(submitted, ani))
    client.force_login(budi)
    with django_assert_max_num_queries(18):
        client.get(desk(submitted))


@pytest.mark.parametrize("count", [1, 10])
def test_a_page_behind_a_link_asks_little(client, ani, draft, count, django_assert_max_num_queries):
    for place in range(count):
        draft.title = f"Judul {place}"
        draft.save()
        draft.record(ani)
        asked = previewed(draft, ani)
        client.get(asked)
    with django_assert_max_num_queries(11):
        assert client.get(asked).status_code == 200
