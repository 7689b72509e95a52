"""Notices: above every public page for as long as they last, and on record."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from audit.acts import Acts
from audit.source import Asked
from numbering.clock import database_now
from pages.models import Notice
from tests.pages.raising import HOUR, notice
from tests.releases.links.linking import previewed

DESK = "/en/admin/pages/notice/"
PUBLIC = ["/", "/releases/", "/agencies/", "/topics/", "/about/", "/contacts/", "/number/9999"]


def typed(**changes) -> dict:
    said = {"text": "Listrik padam.", "text_en": "No electricity.", "link": ""}
    when = {"begins": "2026-01-01T08:00", "ends": "2098-01-01T08:00"}
    return said | when | changes


@pytest.mark.parametrize("address", PUBLIC)
def test_it_works(client, published, budi, address):
    notice(budi)
    assert "Listrik padam." in client.get(address).content.decode()
    page = client.get(f"/en{address}").content.decode()
    assert "No electricity." in page
    assert '<a href="/en/releases/">More about this</a>' in page


@pytest.mark.parametrize(("begins", "ends"), [(HOUR, 2 * HOUR), (-2 * HOUR, -HOUR)])
def test_it_is_not_shown_before_its_time_nor_after(client, budi, begins, ends):
    notice(budi, begins, ends)
    assert "Listrik" not in client.get("/").content.decode()


def test_a_page_behind_a_link_shows_none(client, submitted, ani, budi):
    notice(budi)
    for address in (previewed(submitted, ani), "/preview/palsu/"):
        assert "Listrik" not in client.get(address).content.decode()


def test_it_costs_one_query_whatever_there_is(client, db, budi, django_assert_num_queries):
    for _time in range(3):
        notice(budi)
    client.get("/about/")
    with django_assert_num_queries(2):  # and the page
        client.get("/about/")


@pytest.mark.usefixtures("english")
def test_an_approver_raises_it_and_ends_it_early(client, budi):
    client.force_login(budi)
    assert client.post(f"{DESK}add/", typed()).status_code == 302
    raised = Notice.objects.get()
    assert raised.raised_by == budi
    assert "No electricity." in client.get("/en/").content.decode()
    assert "It would be shown until" in client.get(f"{DESK}{raised.pk}/end/").content.decode()
    told = client.post(f"{DESK}{raised.pk}/end/", follow=True).content.decode()
    assert "The notice is taken down." in told
    assert "No electricity." not in client.get("/en/").content.decode()
    told = client.post(f"{DESK}{raised.pk}/end/", follow=True).content.decode()
    assert "This notice was over already." in told


@pytest.mark.usefixtures("english")
def test_what_was_said_stays_as_it_was(client, budi):
    over = notice(budi, -2 * HOUR, -HOUR)
    client.force_login(budi)
    assert client.post(f"{DESK}{over.pk}/change/", typed(text="Lain.")).status_code == 403
    over.refresh_from_db()
    assert over.text == "Listrik padam."


def test_one_that_is_ended_before_its_time_is_never_seen(budi):
    coming = notice(budi, HOUR, 2 * HOUR)
    coming.end()
    assert coming.ends == coming.begins
    with pytest.raises(ValueError, match="over"):
        notice(budi, -2 * HOUR, -HOUR).end()


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends": "2025-12-01T08:00"}, "ends"),
        ({"ends": ""}, "ends"),
        ({"begins": "2098-02-01T08:00"}, "ends"),
        ({"begins": "0001-01-01T00:00"}, "begins"),
        ({"ends": "besok"}, "ends"),
        ({"text_en": " "}, "text_en"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "//elsewhere.example/"}, "link"),
        ({"link": "/\\elsewhere.example/"}, "link"),
        ({"link": "http://plain.example/"}, "link"),
    ],
)
def test_what_can_not_be_is_refused_in_words(client, budi, changes, field):
    client.force_login(budi)
    response = client.post(f"{DESK}add/", typed(**changes))
    assert field in response.context["adminform"].form.errors
    assert not Notice.objects.exists()


@pytest.mark.parametrize("link", ["https://bmkg.example/x", "/releases/2020/"])
def test_links_elsewhere_and_here_are_taken(budi, link):
    now = database_now()
    fields = {"text": "A", "text_en": "A", "begins": now, "raised_by": budi}
    Notice(link=link, ends=now + datetime.timedelta(days=1), **fields).full_clean()
    with pytest.raises(ValidationError):
        Notice(link=link, ends=now, **fields).full_clean()


@pytest.mark.usefixtures("english")
def test_the_audit_says_who_raised_and_who_ended_it(client, budi, boss):
    client.force_login(budi)
    client.post(f"{DESK}add/", typed())
    client.post(f"{DESK}{Notice.objects.get().pk}/end/")
    found = Acts(Asked(kind="notice"), boss)
    lines = found.page_lines(found.get_page(1))
    assert [(line.who, line.what) for line in lines] == [("budi", "changed"), ("budi", "created")]
    assert [name for name, _was, _is_now in lines[0].changes] == ["until"]
    assert lines[0].link == f"{DESK}{Notice.objects.get().pk}/change/"
