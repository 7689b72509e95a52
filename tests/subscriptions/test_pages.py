"""Subscribing, confirming, choosing and leaving, by pages without a cookie."""

import datetime
import re

import pytest
from django.core import signing
from django.utils import timezone

from releases.models import Topic
from subscriptions import chores, limits, tokens
from subscriptions.models import Standing, Subscriber
from subscriptions.timing import Frequency
from tests.cast import put_under
from tests.subscriptions.conftest import DAY, subscribed
from tests.thoroughness import once

pytestmark = [once, pytest.mark.django_db]

FORM = {
    "email": "Sari@Example.org",
    "frequency": "at_once",
    "mail_language": "id",
    "language": "",
    "q": "",
}


def ask(client, **changed):
    return client.post("/subscribe/", FORM | changed)


def links(mail) -> list[str]:
    return re.findall(r"http://localhost:8000(/\S+)", mail.body)


def test_it_works(client, published, office, work, mailoutbox):
    said = ask(client, agency="diskabar", q="taman", frequency="daily")
    assert "Sari@example.org".lower() in said.content.decode()
    work()
    (mail,) = mailoutbox
    assert mail.to == ["sari@example.org"]
    (confirming,) = links(mail)
    assert "Dinas Kabar" in client.get(confirming).content.decode()
    subscriber = Subscriber.objects.get()
    assert subscriber.standing == Standing.PENDING  # a scanner that opens links confirms nothing
    client.post(confirming)
    subscriber.refresh_from_db()
    assert subscriber.standing == Standing.ACTIVE
    assert (subscriber.words, subscriber.frequency) == ("taman", "daily")
    assert list(subscriber.agencies.all()) == [office]


def test_an_address_that_is_known_is_told_nothing_else(client, published, work, mailoutbox):
    subscribed("known@example.org", words="banjir")
    pages = [ask(client, email=one, q="taman") for one in ("known@example.org", "new@example.org")]
    texts = [page.content.decode().replace("known@", "new@") for page in pages]
    assert texts[0] == texts[1]
    known = Subscriber.objects.get(email="known@example.org")
    assert known.words == "banjir"  # it is not theirs to change who asks here
    work()
    (told,) = (mail for mail in mailoutbox if mail.to == ["known@example.org"])
    (preferences,) = links(told)
    assert client.get(preferences).status_code == 200


def test_one_mailbox_gets_three_such_mails_a_day(client, db, work, mailoutbox):
    pages = {ask(client).content for _time in range(limits.TO_ONE_MAILBOX + 2)}
    assert len(pages) == 1
    work()
    assert len(mailoutbox) == limits.TO_ONE_MAILBOX


def test_one_place_asks_twenty_times_an_hour(client, db):
    for nth in range(limits.FROM_ONE_PLACE):
        assert ask(client, email=f"{nth}@example.org").status_code == 200
    refused = ask(client)
    assert refused.status_code == 429
    assert 3500 < int(refused["Retry-After"]) <= 3600
    assert client.post("/subscribe/", FORM, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_form_is_filled_in_from_the_address_of_a_list(client, published, english):
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    put_under(published, topic)
    query = "agency=diskabar&topic=taman&genre=release&q=baca&language=en&agency=nowhere"
    page = client.get(f"/en/subscribe/?{query}").content.decode()
    ticked = set(re.findall(r'value="([\w-]+)" id="[^"]+"[^>]* checked', page))
    assert ticked == {"diskabar", "taman", "release", "at_once"}
    assert 'value="baca"' in page
    assert 'value="en" selected' in page


@pytest.mark.parametrize("page", ["agencies/diskabar/", "topics/taman/", "releases/?q=taman"])
def test_lists_lead_there(client, published, page):
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    put_under(published, topic)
    text = client.get(f"/{page}").content.decode()
    wanted = {"agencies/diskabar/": "agency=diskabar", "topics/taman/": "topic=taman"}
    assert f'href="/subscribe/?{wanted.get(page, "q=taman")}"' in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "sari"},
        {"email": "sari@example.org\nBcc: rudi@example.org"},
        {"q": "yang dan"},
        {"agency": "nowhere"},
        {"frequency": "hourly"},
        {"q": "a" * 201},
        {"mail_language": "\0"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_said_and_nothing_is_lost(client, office, wrong):
    page = ask(client, **{"agency": "diskabar", "q": "taman"} | wrong)
    assert page.status_code == 200
    text = page.content.decode()
    assert 'class="errorlist"' in text
    if "q" not in wrong:
        assert 'value="taman"' in text
    assert not Subscriber.objects.exists()


# --- Behind the links ---


def test_a_choice_can_be_changed(client, published, office, sari):
    page = f"/subscriptions/{tokens.own(sari)}/"
    assert "sari@example.org" in client.get(page).content.decode()
    said = client.post(page, FORM | {"frequency": "weekly", "agency": "diskabar", "genre": "joint"})
    assert 'role="status"' in said.content.decode()
    sari.refresh_from_db()
    assert (sari.frequency, sari.genres) == ("weekly", ["joint"])
    assert sari.digest_due.astimezone(timezone.get_default_timezone()).weekday() == 0
    assert list(sari.agencies.all()) == [office]


def test_what_was_chosen_stays_when_it_is_gone_elsewhere(client, published, office, clinic):
    old, new = (Topic.objects.create(name=one, name_en=one, slug=one) for one in ("lama", "baru"))
    sari = subscribed(agencies=[office], topics=[old])
    office.active = False
    office.save()
    old.merge_into(new)
    page = client.get(f"/subscriptions/{tokens.own(sari)}/").content.decode()
    ticked = set(re.findall(r'value="([\w-]+)" id="[^"]+"[^>]* checked', page))
    assert ticked == {"diskabar", "baru", "at_once"}


def test_leaving_takes_a_button_and_leaves_nothing(client, published, sari, work):
    work()
    page = f"/subscriptions/{tokens.own(sari)}/end/"
    assert client.get(page).status_code == 200
    assert sari.deliveries.count() == 1
    for _once_more in range(2):
        assert client.post(page, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscriber.objects.exists()
    assert client.get(page.removesuffix("end/")).status_code == 404


def test_one_click_needs_neither_cookie_nor_token(published, sari, work, mailoutbox):
    from django.test import Client

    work()
    strict = Client(enforce_csrf_checks=True)
    headers = mailoutbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].removeprefix("<http://localhost:8000").rstrip(">")
    answer = strict.post(address, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert (answer.status_code, answer.cookies.output()) == (200, "")
    assert not Subscriber.objects.exists()


def test_each_secret_opens_one_thing(client, sari):
    own, confirming = tokens.own(sari), tokens.confirming(sari)
    nothing = client.get("/subscriptions/x.z/")
    assert nothing.status_code == 404
    for address in (
        f"/subscriptions/{confirming}/",
        f"/subscribe/{own}/",
        f"/subscriptions/{own[:-1]}/",
        f"/subscriptions/{own.upper()}/end/",
        "/subscribe/x.y.z/",
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, nothing.content), address


def test_a_confirmation_is_valid_for_a_week_and_then_the_address_is_forgotten(
    client, db, monkeypatch
):
    fresh = subscribed("fresh@example.org", standing=Standing.PENDING)
    late = subscribed("late@example.org", standing=Standing.PENDING)
    Subscriber.objects.filter(pk=late.pk).update(asked_at=timezone.now() - 8 * DAY)
    token = tokens.confirming(late)
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 8 * 24 * 3600)
    assert client.post(f"/subscribe/{token}/").status_code == 404
    chores.forget_who_never_came()
    assert list(Subscriber.objects.all()) == [fresh]


def test_no_address_is_told_to_a_log(caplog):
    from newsroom.logs import SECRET

    for page in ("subscribe/abc.def.x/", "subscriptions/abc.x/end/"):
        assert "abc" not in SECRET.sub(r"/\1/…", f"GET /en/{page} 200")


# --- Digests ---


def due(subscriber: Subscriber) -> None:
    Subscriber.objects.filter(pk=subscriber.pk).update(
        digest_due=timezone.now() - datetime.timedelta(minutes=1)
    )


def test_a_digest_is_one_mail_with_all_of_it_once(three, work, mailoutbox):
    daily = subscribed("daily@example.org", frequency=Frequency.DAILY)
    work()
    due(daily)
    work()
    (mail,) = mailoutbox
    for nth in ("satu", "dua", "tiga"):
        assert mail.body.count(f"Siaran {nth}\n") == 1
    daily.refresh_from_db()
    assert daily.digest_due > timezone.now()
    due(daily)
    work()
    assert len(mailoutbox) == 1  # nothing new, no mail


def test_a_digest_has_what_is_public_now_and_as_what_it_is(three, ani, budi, work, mailoutbox):
    from tests.releases.test_query_counts import corrected

    first, second, third = three
    daily = subscribed("daily@example.org", frequency=Frequency.DAILY)
    corrected(first, ani, budi)
    second.withdraw(budi, "Keliru.")
    due(daily)
    work()
    (mail,) = mailoutbox
    assert "RALAT: Siaran satu" in mail.body
    assert "Siaran tiga" in mail.body
    assert "2/SP-HMS" not in mail.body
    third.withdraw(budi, "Juga keliru.")
    work()
    assert "DICABUT" in mailoutbox[1].subject  # at once, however often they want their mails


def test_who_wants_their_mails_at_once_from_now_on_gets_what_was_held_back(
    client, published, work, mailoutbox
):
    weekly = subscribed("weekly@example.org", frequency=Frequency.WEEKLY)
    work()
    assert mailoutbox == []
    client.post(f"/subscriptions/{tokens.own(weekly)}/", FORM)
    work()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("frequency", "after", "expected"),
    [
        ("daily", "2026-11-27T06:59:59", "2026-11-27T07:00:00"),
        ("daily", "2026-11-27T07:00:00", "2026-11-28T07:00:00"),
        ("weekly", "2026-11-27T08:00:00", "2026-11-30T07:00:00"),
        ("weekly", "2026-11-30T07:00:00", "2026-12-07T07:00:00"),
    ],
)
def test_the_hour_of_digests_is_the_newsrooms(frequency, after, expected):
    from subscriptions.timing import next_digest

    zone = timezone.get_default_timezone()
    moment = datetime.datetime.fromisoformat(after).replace(tzinfo=zone)
    assert next_digest(frequency, moment).replace(tzinfo=None).isoformat() == expected
