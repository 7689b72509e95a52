"""Who is told by mail of what: what they chose, in time, once, and as what it is."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from numbering import guards
from numbering.clock import database_now
from releases.models import Edition, Topic
from subscriptions import announcing, rules, sending
from subscriptions.models import Announcement, Delivery
from tests.cast import issued, put_under, written
from tests.releases.test_query_counts import corrected
from tests.subscriptions.conftest import DAY, subscribed

pytestmark = pytest.mark.django_db


def to(mailoutbox) -> list[str]:
    return sorted(mail.to[0] for mail in mailoutbox)


def test_it_works(published, sari, work, mailoutbox):
    work()
    (mail,) = mailoutbox
    assert mail.to == ["sari@example.org"]
    assert mail.subject == "[Diskabar] Gubernur resmikan taman baca"
    html, _kind = mail.alternatives[0]
    for part in (mail.body, html):
        assert "1158/SP-HMS/03/2020" in part
        assert "Taman baca dibuka." in part
        assert "http://localhost:8000/releases/2020/03/gubernur-resmikan-taman-baca/" in part
    assert Delivery.objects.get().sent_at


def test_nobody_is_told_twice(published, sari, work, mailoutbox):
    work()
    work()
    Announcement.objects.all().delete()
    work()
    assert len(mailoutbox) == 1


# --- Not before its time, not what is old, not what is gone ---


def its_time_has_come() -> None:
    """As if what is scheduled had been scheduled for now."""
    guards.lower(guards.all_guards())
    Edition.objects.update(public_from=database_now(), published_at=database_now())
    guards.raise_up(guards.all_guards())


def test_nothing_goes_out_before_its_time(submitted, budi, sari, work, mailoutbox):
    submitted.approve(budi, submitted.revision, database_now() + DAY)
    work()
    assert mailoutbox == []
    its_time_has_come()
    work()
    assert len(mailoutbox) == 1


def test_a_schedule_that_is_cancelled_is_told_to_nobody(submitted, budi, sari, work, mailoutbox):
    submitted.approve(budi, submitted.revision, database_now() + DAY)
    submitted.cancel(budi, "Acara batal.")
    work()
    assert mailoutbox == []


@pytest.mark.parametrize(("days", "mails"), [(0, 1), (1, 1), (9, 0)])
def test_an_old_release_that_is_read_in_is_no_news(
    office, sequence, ani, budi, sari, work, mailoutbox, days, mails
):
    day = timezone.localdate() - datetime.timedelta(days=days)
    number = f"900/SP-HMS/{day:%m}/{day.year}"
    issued(office, ani, budi, paper_numbers=number, sequence=sequence, date=f"{day}")
    work()
    assert len(mailoutbox) == mails


def test_who_confirmed_later_is_not_told_of_what_was_public(published, work, mailoutbox):
    subscribed(confirmed_at=database_now() + datetime.timedelta(seconds=1))
    work()
    assert mailoutbox == []


def test_what_is_withdrawn_between_the_queue_and_the_post_is_not_sent(
    published, budi, sari, work, mailoutbox
):
    (edition,) = announcing.unannounced()
    announcing.announce(edition)
    published.withdraw(budi, "Keliru.")
    work()
    assert mailoutbox == []
    assert not Delivery.objects.exists()


def test_who_leaves_between_the_queue_and_the_post_gets_nothing(published, work, mailoutbox):
    ever, leaving = subscribed(), subscribed("rudi@example.org")
    announcing.announce(announcing.unannounced().get())
    leaving.delete()
    work()
    assert to(mailoutbox) == [ever.email]


# --- Corrections and withdrawals ---


def test_a_correction_is_one_and_stands_below_its_release(
    published, ani, budi, sari, work, mailoutbox
):
    work()
    corrected(published, ani, budi)
    work()
    first, second = (mail.message() for mail in mailoutbox)
    assert second["Subject"] == "RALAT: [Diskabar] Gubernur resmikan taman baca"
    assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
    assert first["Message-ID"] != second["Message-ID"]
    assert "Dua." in mailoutbox[1].body


def test_a_correction_reaches_who_had_it_and_who_would_have_it_now(
    published, ani, budi, work, mailoutbox
):
    had = subscribed("had@example.org", words="taman")
    subscribed("neither@example.org", words="banjir")
    work()
    had.words = "banjir"
    had.save()
    subscribed("now@example.org", words="dua taman")
    corrected(published, ani, budi)
    mailoutbox.clear()
    work()
    assert to(mailoutbox) == ["had@example.org", "now@example.org"]


def test_a_withdrawal_is_told_to_who_had_it_whatever_they_chose_since(
    published, budi, work, mailoutbox
):
    had = subscribed("had@example.org")
    subscribed("not@example.org", words="banjir")
    work()
    had.frequency, had.words = "weekly", "banjir"
    had.save()
    published.withdraw(budi, "Angkanya keliru.")
    mailoutbox.clear()
    work()
    (mail,) = mailoutbox
    assert mail.to == ["had@example.org"]
    assert mail.subject == "DICABUT: [Diskabar] 1158/SP-HMS/03/2020"
    html, _kind = mail.alternatives[0]
    for part in (mail.body, html):
        assert "Angkanya keliru." in part
        assert "Taman baca" not in part


def test_whoever_may_have_had_it_is_told_that_it_is_withdrawn(
    published, budi, sari, work, mailoutbox
):
    """Their mail was begun, and the process killed: nobody knows whether it went."""
    edition = announcing.unannounced().get()
    announcing.announce(edition)
    assert sending._begin([edition], sari.pk)
    published.withdraw(budi, "Keliru.")
    work()
    assert [mail.subject for mail in mailoutbox] == ["DICABUT: [Diskabar] 1158/SP-HMS/03/2020"]


# --- What was chosen ---

Choice = Callable[..., dict]


@pytest.fixture
def park(published) -> Topic:
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    put_under(published, topic)
    return topic


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({}, True),
        ({"genres": ["release", "advisory"]}, True),
        ({"genres": ["joint"]}, False),
        ({"language": "id"}, True),
        ({"language": "en"}, False),
        ({"mail_language": "en"}, True),
        ({"words": "membuka"}, True),  # "dibuka" has the same stem
        ({"words": "taman banjir"}, False),  # all of them
        ({"words": '"taman baca"'}, True),
        ({"words": "taman -baca"}, False),
        ({"words": "yang"}, False),
    ],
    ids=str,
)
def test_words_kinds_and_languages(published, work, mailoutbox, choice, told):
    subscribed(**choice)
    work()
    assert bool(mailoutbox) is told


def test_agencies_with_those_below_them_and_topics(
    published, office, clinic, park, work, mailoutbox
):
    above = type(office).objects.create(name="Provinsi", short_name="Prov", slug="provinsi")
    office.parent = above
    office.save()
    other = Topic.objects.create(name="Air", name_en="Water", slug="air")
    subscribed("own@example.org", agencies=[office])
    subscribed("above@example.org", agencies=[above, clinic])
    subscribed("elsewhere@example.org", agencies=[clinic])
    subscribed("topic@example.org", topics=[other, park])
    subscribed("another@example.org", topics=[other])
    subscribed("both@example.org", topics=[park], agencies=[office])
    subscribed("one@example.org", topics=[park], agencies=[clinic])
    work()
    assert to(mailoutbox) == [f"{one}@example.org" for one in ("above", "both", "own", "topic")]


def test_a_release_and_its_translation(published, ani, budi, work, mailoutbox):
    for name, chosen in {"once": "", "indonesian": "id", "english": "en"}.items():
        for mails in ("id", "en"):
            subscribed(f"{name}-{mails}@example.org", language=chosen, mail_language=mails)
    english = published.translate(ani, "en")
    english.title, english.body = "Governor opens reading garden", "<p>It is open.</p>"
    english.save()
    english.record(ani)
    english.submit(ani)
    english.approve(budi, english.revision)
    work()
    told = sorted((mail.to[0].partition("@")[0], "Governor" in mail.subject) for mail in mailoutbox)
    assert told == [
        ("english-en", True),
        ("english-id", True),
        ("indonesian-en", False),
        ("indonesian-id", False),
        ("once-en", True),
        ("once-id", False),
    ]


def test_the_mail_speaks_the_language_of_whoever_reads_it(published, work, mailoutbox):
    subscribed("en@example.org", mail_language="en")
    work()
    (mail,) = mailoutbox
    assert "Unsubscribe" in mail.body
    assert "/en/releases/2020/03/" in mail.body


def test_the_queue_holds_no_address_and_no_text(published, sari):
    from django_tasks_db.models import DBTaskResult

    announcing.announce(announcing.unannounced().get())
    task = DBTaskResult.objects.get()
    assert task.args_kwargs == {"args": [published.editions.get().pk, [sari.pk]], "kwargs": {}}


def test_looking_at_an_edition_asks_as_often_for_many(published, django_assert_num_queries):
    edition = announcing.unannounced().get()
    for nth in range(30):
        subscribed(f"{nth}@example.org", words="taman" if nth % 2 else "")
    with django_assert_num_queries(9):
        assert len(rules.recipients(edition, rules.Subscriber.objects.active())) == 30


def test_a_draft_of_everything_is_told_to_nobody(office, sequence, ani, sari, work, mailoutbox):
    written(office, ani).submit(ani)
    work()
    assert mailoutbox == []
