"""What must not be known is filled with canaries, and none of them is ever seen outside.

A canary is a word that stands nowhere else. A hidden release carries one in every field, and so
do its files, its notes, its links, what is typed and not saved, a contact that is not public, the
agency's template, a notice before and after its time, and each kind of reason in the register. A
picture is known by the hash in its address.
"""

import datetime
import re
import uuid
from collections.abc import Callable
from io import BytesIO
from itertools import cycle, product
from typing import NamedTuple
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.opendata import exporting
from documents import agenda
from feeds import channels
from numbering.clock import database_now
from numbering.models import Sequence
from numbering.paper import enter_from_paper
from numbering.reservations import reserve
from numbering.skipping import jump_ahead
from pages.models import Notice
from releases import views
from releases.admin import unsaved
from releases.files.intake import take_in
from releases.links import making
from releases.models import HouseRule, Release, ReleaseTemplate, Topic
from releases.voiding import void
from subscriptions import announcing
from subscriptions.models import Subscriber
from tests.cast import issued, written
from tests.newsroom.gate import (
    LANGUAGES,
    METHODS,
    PUBLIC_CONTENT,
    PUBLIC_FILES,
    PUBLIC_PROGRAMS,
    PUBLIC_WRITTEN,
    STAFF,
    TOKEN,
    V1,
    About,
    about_release,
    answer,
    every_address,
    root,
)
from tests.releases.files.attaching import attached, coloured
from tests.releases.files.makers import pdf
from tests.subscriptions.conftest import subscribed
from tests.thoroughness import THOROUGH

DAY = datetime.date(2031, 7, 5)
TEXT = {
    "title": "Kenarijudul terbang",  # the slug is made from it
    "summary": "Kenariringkasan terbang.",
    "dateline": "KENARIKOTA",
    "body": "<p>Kenariisi terbang.</p>",
    "date": f"{DAY}",
}
NOTE = "kenaricatatan"
PHOTO = coloured("red")
PAPER = pdf() + b"% kenariberkas\n%%EOF\n"
PHOTO_HASH = take_in(BytesIO(PHOTO), "foto.png").sha256
PAPER_HASH = take_in(BytesIO(PAPER), "a.pdf").sha256
SAID = {name: f"Kenari{name}." for name in ("caption", "credit", "alt")}
ON_ITS_PAGE = {
    *("kenarijudul", "kenariringkasan", "kenarikota", "kenariisi", "kenarinomor", "73519705"),
    *("kenaricaption", "kenaricredit", "kenarialt", "kenarifoto", "kenariberkas"),
    *(PHOTO_HASH, PAPER_HASH),
}
# All agencies choose from one list of topics, so only the public may not hear of it.
TOPIC = "topikkenanga"
# And whoever works at the desk sees what will be said to everybody, or was.
UNTIMELY = "kabarkenanga"
SHARED = {TOPIC, UNTIMELY}
AT_ITS_DESK = {NOTE, "kenaricontoh", "kenarisurat"}
IN_THE_REGISTER = {"kenaripesan", "kenaribatal", "kenarikertas", "kenarilompat"}
CANARY = re.compile(
    rf"kenari\w*|735197\d\d|{PHOTO_HASH}|{PAPER_HASH}|{TOPIC}|{UNTIMELY}", re.IGNORECASE
)
# Words, the beginning of a number, a serial, a year: what people search by.
WORDS = (
    *("kenarijudul", "kenariringkasan", "kenariisi", "kenarinomor", "73519701", "73519705"),
    *("kenariberkas", "kenaricaption", TOPIC),
)
# All of it but the way out. The admin answers every other method like GET.
AT_THE_DESK = [pattern for pattern in STAFF if pattern != "admin/logout/"]
DESK_METHODS = ("get", "post")
OUTSIDE = [*PUBLIC_CONTENT, *PUBLIC_PROGRAMS, *PUBLIC_WRITTEN, *PUBLIC_FILES, *TOKEN]
ELSEWHERE = [*AT_THE_DESK, *PUBLIC_FILES]  # where the staff of another agency may look


class Desk(NamedTuple):
    ani: User
    budi: User
    dewi: User


Move = Callable[[Release, Desk], None]


# --- The states in which the public must know nothing ---


def draft(release: Release, desk: Desk) -> None:
    """As its author left it."""


def submitted(release: Release, desk: Desk) -> None:
    release.submit(desk.ani, NOTE)


def sent_back(release: Release, desk: Desk) -> None:
    submitted(release, desk)
    release.send_back(desk.budi, NOTE)


def discarded(release: Release, desk: Desk) -> None:
    release.discard(desk.ani, NOTE)


def scheduled(release: Release, desk: Desk) -> None:
    submitted(release, desk)
    tomorrow = database_now() + datetime.timedelta(days=1)
    release.approve(desk.budi, release.revision, tomorrow)


def cancelled(release: Release, desk: Desk) -> None:
    scheduled(release, desk)
    release.cancel(desk.budi, NOTE)


def cancelled_and_void(release: Release, desk: Desk) -> None:
    cancelled(release, desk)
    void(release.numbers.get(), "kenaribatal", desk.dewi)


def public(release: Release, desk: Desk) -> None:
    submitted(release, desk)
    release.approve(desk.budi, release.revision)


HIDDEN = {
    state.__name__: state
    for state in (draft, submitted, sent_back, discarded, scheduled, cancelled, cancelled_and_void)
}


@pytest.fixture(params=HIDDEN)
def state(request) -> Move:
    return HIDDEN[request.param]


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


# Each state in one language, in the other one on the other database; with THOROUGH=1 in both.
in_turn = pytest.mark.parametrize(
    ("state", "language"),
    [*product(HIDDEN.values(), LANGUAGES)]
    if THOROUGH
    else [*zip(HIDDEN.values(), cycle(LANGUAGES[:: 1 if connection.vendor == "sqlite" else -1]))],
)


@pytest.fixture
def desk(ani, budi, dewi) -> Desk:
    return Desk(ani, budi, dewi)


@pytest.fixture
def site(
    office, sequence, clinic, ani, budi, citra, boss, monkeypatch, settings, tmp_path
) -> Release:
    """What everybody may see before anything is hidden; two on a page and in a feed."""
    settings.VAR_DIR = tmp_path  # for the open data
    printed = database_now()  # as the book says, to the minute
    monkeypatch.setattr(agenda, "database_now", lambda: printed)
    monkeypatch.setattr(views.Ledger, "paginate_by", 2)
    monkeypatch.setattr(channels, "ITEMS", 2)
    Sequence.objects.create(
        agency=office,
        name="Arsip",
        code="arsip",
        pattern="{serial}/KENARINOMOR/{year}",
        opening_serial=73_519_701,
    )
    Topic.objects.create(name=TOPIC, name_en=f"{TOPIC} (en)", slug=TOPIC)
    now, day = database_now(), datetime.timedelta(days=1)
    for begins in (now - 2 * day, now + day):
        said = {"text": UNTIMELY, "text_en": UNTIMELY, "link": f"/{UNTIMELY}/", "raised_by": budi}
        Notice.objects.create(begins=begins, ends=begins + day, **said)
    for title in ("Siaran satu", "Siaran dua", "Siaran tiga"):
        issued(office, ani, budi, sequence=sequence, title=title)
    citra.memberships.create(agency=clinic, role="registrar")
    release = written(clinic, citra, title="Imunisasi")
    attached(release, citra, coloured("blue"), "imunisasi.png")
    release.submit(citra)
    release.approve(boss, release.revision)
    exporting.export()
    return release


def hide(state: Move, desk: Desk) -> Release:
    """Bring a release full of canaries into a state, beside a register full of them."""
    book = Sequence.objects.get(code="arsip")
    end = database_now() + datetime.timedelta(days=2)
    terms = {"owner": desk.ani, "reason": "kenaripesan", "expires_at": end}
    reserve(book, DAY, desk.dewi, **terms)
    void(reserve(book, DAY, desk.dewi, **terms), "kenaribatal", desk.dewi)
    enter_from_paper(book, ["73519703/KENARINOMOR/2031"], DAY, desk.dewi, reason="kenarikertas")
    jump_ahead(book, DAY, 73_519_705, desk.dewi, "kenarilompat")
    release = written(book.agency, desk.ani, sequence=book, **TEXT)
    kept = {"name": "Kenarikontak", "phones": "73519799"}
    private = book.agency.contacts.create(public=False, by_default=True, **kept)
    book.agency.contacts.create(public=True, by_default=False, **kept)
    release.contacts.add(private)
    illustrate(release, desk)
    ReleaseTemplate.objects.create(agency=book.agency, title="Kenaricontoh")
    HouseRule.objects.create(agency=book.agency, rule="contact", level="off")
    unsaved.at_it(release, desk.ani, QueryDict("title=Kenariketikan"))
    release.add_note(desk.ani, "kenarisurat")
    making.preview(release.revisions.first(), desk.ani, "Kenaripenerima")
    state(release, desk)
    for edition in release.scheduled_editions():
        making.embargo(edition, desk.budi, "Kenariwartawan")
    exporting.refresh()
    return release


def illustrate(release: Release, desk: Desk) -> None:
    """A picture, a document and a topic that nothing public has."""
    attached(release, desk.ani, PHOTO, "kenarifoto.png", **SAID)
    attached(release, desk.ani, PAPER, "kenariberkas.pdf")
    release.topics.set(Topic.objects.filter(slug=TOPIC))
    release.record(desk.ani)


# --- No canary, anywhere ---


def heard(client: Client, asked: list[str], methods=METHODS) -> dict[str, set[str]]:
    """Where canaries are heard."""
    return {
        f"{method} {address}": {canary.lower() for canary in found}
        for method, address in product(methods, asked)
        if (found := CANARY.findall(answer(client, address, method)))
    }


def heard_at_the_desk(client: Client, asked: list[str]) -> dict[str, set[str]]:
    found = heard(client, asked, DESK_METHODS)
    return {where: words - SHARED for where, words in found.items() if not words <= SHARED}


@in_turn
def test_nobody_outside_hears_a_canary(client, site, desk, state, language):
    about = about_release(hide(state, desk))
    assert heard(client, every_address(OUTSIDE, language, about)) == {}


# What is hidden at the desk does not depend on the language.
@in_turn
def test_another_agency_hears_no_canary(client, site, desk, citra, state, language):
    about = about_release(hide(state, desk))
    client.force_login(citra)
    assert heard_at_the_desk(client, every_address(ELSEWHERE, language, about)) == {}


def test_a_public_release_says_what_its_page_says_and_no_more(client, site, desk, language):
    """It also proves that canaries are heard: on every page that shows the release."""
    showing = {"text": ["73519705"], "open": ["releases.jsonl", "releases.csv", "topics.csv"]}
    about = about_release(hide(public, desk)) | showing
    counts = ("archive/", "corrections/", "contacts/", "about/", "accessibility/", "style/")
    # Its only contact is not public, so there is none to keep.
    elsewhere = (one for one in PUBLIC_CONTENT if "editions/" in one or "contacts/<" in one)
    offices = (f"{V1}{name}" for name in ("", "openapi.json", "contacts/", "agencies/"))
    maps = ("sitemap.xml", "sitemaps/pages.xml", "robots.txt", ".well-known/security.txt")
    silent = ("agencies/", *counts, *TOKEN, *elsewhere, "api/", "open/", *offices, *maps)
    # Most of what is asked at the verify page is of others.
    silent += (f"{V1}agencies/<slug:slug>/", "feeds/corrections/<form:form>", "verify/")
    showing = [pattern for pattern in OUTSIDE if pattern not in silent]
    asked = every_address(showing, language, about)
    asked.append(f"{root(language)}verify/?number=73519705")
    found = heard(client, asked)
    assert {f"get {address}" for address in asked} <= found.keys()
    assert set().union(*found.values()) == ON_ITS_PAGE | {TOPIC}


def test_a_withdrawn_release_says_its_number_and_no_more(client, site, desk, language):
    release = hide(public, desk)
    about = about_release(release)
    release.withdraw(desk.budi, "Keliru.", NOTE)
    exporting.refresh()
    found = heard(client, every_address(OUTSIDE, language, about))
    # Its address keeps the words of its headline: people have it already.
    said = set().union(*found.values()) - {"kenarijudul"}
    assert said == {"kenarinomor", "73519705"}
    for address in every_address(PUBLIC_CONTENT, language, about):
        page = client.get(address)
        if page.status_code == 410:
            assert "kenarijudul" not in page.content.decode().partition("<main")[2].lower()


@pytest.mark.parametrize("hours", [None, 1], ids=["in work", "scheduled"])
def test_a_correction_is_hidden_until_its_time(client, site, desk, citra, language, hours):
    release = Release.objects.get(title="Siaran satu")
    release.correct(desk.ani, NOTE)
    for name in ("title", "summary", "dateline", "body"):
        setattr(release, name, TEXT[name])
    illustrate(release, desk)
    if hours:
        release.submit(desk.ani, NOTE)
        moment = database_now() + datetime.timedelta(hours=hours)
        release.approve(desk.budi, release.revision, moment, correction_note=NOTE)
    about = about_release(release)
    assert heard(client, every_address(OUTSIDE, language, about)) == {}
    client.force_login(citra)
    assert heard_at_the_desk(client, every_address(ELSEWHERE, language, about)) == {}


@pytest.mark.parametrize("language", ["id"])
def test_its_own_desk_hears_them(client, site, desk, language):
    about = about_release(hide(submitted, desk))
    client.force_login(desk.dewi)
    found = heard_at_the_desk(client, every_address(ELSEWHERE, language, about))
    assert set().union(*found.values()) >= ON_ITS_PAGE | IN_THE_REGISTER | {
        *(NOTE, "kenaricontoh", "kenarisurat", "kenaripenerima"),
    }


# --- Mails ---


def mailed(mailoutbox: list) -> set[str]:
    """The canaries in what those are sent who want to know everything, in either way."""
    for language, frequency in product(LANGUAGES, ("at_once", "daily")):
        follower = f"{language}-{frequency}@example.org"
        subscribed(follower, mail_language=language, frequency=frequency)
    Subscriber.objects.exclude(digest_due=None).update(digest_due=database_now())
    for edition in announcing.unannounced():
        announcing.announce(edition)
    announcing.put_digests_into_the_queue()
    call_command("worker", once=True)
    # The four releases of the site, each by itself, and the digest; in each language.
    assert len(mailoutbox) >= 2 * (4 + 1)
    # As it goes out, and without the breaks that quoted-printable puts into words.
    sent = [str(mail.message()).replace("=\n", "") for mail in mailoutbox]
    texts = [*sent, *(mail.body + mail.alternatives[0][0] for mail in mailoutbox)]
    return {canary.lower() for text in texts for canary in CANARY.findall(text)}


@pytest.mark.parametrize("state", [draft, scheduled, cancelled_and_void])
def test_no_mail_sings(site, desk, state, mailoutbox):
    hide(state, desk)
    assert mailed(mailoutbox) == set()


def test_a_mail_of_a_public_release_says_what_its_page_says(site, desk, mailoutbox):
    hide(public, desk)
    said = mailed(mailoutbox)
    assert said >= {"kenarijudul", "kenariringkasan", "kenarinomor"}
    assert said <= ON_ITS_PAGE


# --- Hidden, and never been: one answer ---

# These tests are long: one language, and of the states those that differ in what exists.
in_short = pytest.mark.parametrize(
    ("language", "state"), [("id", one) for one in (draft, scheduled, cancelled_and_void)]
)

SEARCHED = (
    *(f"{V1}search/", f"{V1}releases/", "feeds/atom.xml"),
    *("releases/", "releases/2031/", "releases/2031/07/", "agencies/diskabar/"),
)
SEARCHED_AT_THE_DESK = [
    f"admin/{model}/" for model in ("releases/release", "numbering/number", "numbering/sequence")
]
FOLLOWS_FROM_THE_BODY = re.compile(r"'(ETag|Content-Length)': '[^']*'")
ABSENT = 987_654
IDS = (
    *("release", "override", "form", "link", "number", "sequence"),
    *("agency", "template", "houserule", "archiverow"),
)


def stranger(text: object) -> str:
    """The same of something that never was, in as many letters."""
    # Another year with the same calendar.
    text = str(text).replace("735197", "888888").replace("2031", "2042").replace("arsip", "arsib")
    for sha256 in (PHOTO_HASH, PAPER_HASH):
        text = text.replace(sha256, sha256[::-1])
    return re.sub("ken(ari|anga)", r"xen\1", text, flags=re.IGNORECASE)


def never_was(about: About) -> About:
    return (
        {name: [stranger(value) for value in values] for name, values in about.items()}
        | {name: [value and ABSENT for value in about[name]] for name in IDS}
        | {"uid": [uuid.uuid4()]}
    )


def told_apart(
    client: Client, asked: list[str], of_nothing: list[str], methods=METHODS
) -> list[str]:
    """What is answered in another way than the same question about what never was."""

    def said(address: str, method: str) -> str:
        said = FOLLOWS_FROM_THE_BODY.sub("", stranger(answer(client, address, method)))
        return re.sub(r"“\d+”", "“ASKED”", said)  # as the admin says what it does not find

    return [
        f"{method} {one}"
        for method, (one, other) in product(methods, zip(asked, of_nothing, strict=True))
        if one != other and said(one, method) != said(other, method)
    ]


@in_short
def test_nobody_outside_can_tell_it_from_nothing(client, site, desk, state, language):
    about = about_release(hide(state, desk))
    asked = every_address(OUTSIDE, language, about)
    of_nothing = every_address(OUTSIDE, language, never_was(about))
    assert told_apart(client, asked, of_nothing) == []


LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")


def asked_of_the_database(client: Client, address: str) -> list[str]:
    """The statements that an address takes, without what is looked for in them."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address).getvalue()
    return [LITERAL.sub("?", one["sql"]) for one in asked]


@pytest.mark.parametrize("state", [draft, scheduled])
def test_the_database_is_asked_the_same_of_it_as_of_nothing(client, site, desk, state):
    about = about_release(hide(state, desk))
    # A word that is nearly one of those that were ever written is looked up once more; what is
    # offered, and so what is answered, depends on public ones only.
    patterns = [one for one in OUTSIDE if one != f"{V1}search/"]
    asked = every_address(patterns, "id", about)
    of_nothing = every_address(patterns, "id", never_was(about))
    differ = [
        one
        for one, other in zip(asked, of_nothing, strict=True)
        if one != other and asked_of_the_database(client, other) is not None  # what is read once is
        if asked_of_the_database(client, one) != asked_of_the_database(client, other)
    ]
    assert differ == []


@in_short
def test_another_agency_can_not_tell_it_from_nothing(client, site, desk, citra, state, language):
    about = about_release(hide(state, desk))
    asked = every_address(ELSEWHERE, language, about)
    of_nothing = every_address(ELSEWHERE, language, never_was(about))
    client.force_login(citra)
    assert told_apart(client, asked, of_nothing, DESK_METHODS) == []


@in_short
def test_no_search_finds_it(client, site, desk, citra, state, language):
    hide(state, desk)
    for pages, reader in ((SEARCHED, None), (SEARCHED_AT_THE_DESK, citra)):
        if reader:
            client.force_login(reader)
        asked = [f"{root(language)}{page}?q={word}" for page, word in product(pages, WORDS)]
        assert told_apart(client, asked, [*map(stranger, asked)], ["get"]) == []


# --- The same bytes as before it was there ---

NARROWED = [
    *("agency=diskabar", "year=2020", "year=2031", "month=7", "language=id", "q=siaran"),
    f"topic={TOPIC}",
    *("q=siarn", "q=siaran+dua&year=2020&sort=oldest", "q=kenari", "from=2020-01-01"),
]
PAGED_THERE = ("releases/", "search/")
PAGED = ["", "releases/", "releases/2020/", "releases/2020/03/", "agencies/diskabar/"]


@in_short
def test_nothing_public_changes_by_a_byte(client, site, desk, state, language):
    asked = every_address(OUTSIDE, language, about_release(site))
    lists = ("releases/", "feeds/atom.xml")
    asked += [f"{root(language)}{one}?{narrowed}" for one, narrowed in product(lists, NARROWED)]
    asked += [f"/{V1}{page}?{narrowed}" for page, narrowed in product(PAGED_THERE, NARROWED)]
    asked += [f"{root(language)}{page}?page={number}" for page, number in product(PAGED, (1, 2, 3))]
    assert_stays(client, asked, state, desk)


@in_short
def test_nothing_of_another_agency_changes_by_a_byte(client, site, desk, citra, state, language):
    client.force_login(citra)
    # A workbook knows when it was made.
    about = about_release(site) | {"file": ["", "format=csv"], "export": ["csv"]}
    assert_stays(client, every_address(ELSEWHERE, language, about), state, desk)


def assert_stays(client: Client, asked: list[str], state: Move, desk: Desk) -> None:
    # Forms say what day it is.
    with mock.patch.object(timezone, "now", return_value=timezone.now()):
        before = {address: answer(client, address) for address in asked}
        hide(state, desk)
        changed = [address for address in asked if answer(client, address) != before[address]]
    assert changed == []
