"""Approvers are reminded by mail of what has waited for review too long."""

import datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from agencies.models import FourEyes
from agencies.roles import Role
from releases.models import Reminder
from tests.cast import person, written


@pytest.fixture
def hours_later(monkeypatch):
    now = timezone.now

    def go(hours):
        monkeypatch.setattr(timezone, "now", lambda: now() + datetime.timedelta(hours=hours))

    return go


@pytest.fixture
def budi(office):
    return person("budi", role=Role.APPROVER, agency=office, email="budi@kabar.example")


def remind(**options) -> tuple[int, str, str]:
    """Run it; return its exit status, what it said, and what it complained of."""
    said, complained = StringIO(), StringIO()
    try:
        call_command("remind", stdout=said, stderr=complained, **options)
    except SystemExit as end:
        return int(end.code), said.getvalue(), complained.getvalue()
    return 0, said.getvalue(), complained.getvalue()


def test_it_works(submitted, budi, hours_later, settings):
    settings.NEWSROOM_ADDRESS = "https://kabar.example"
    assert remind() == (0, "", "")
    hours_later(25)

    status, said, complained = remind()

    assert (status, complained) == (0, "")
    assert said == "1/1 budi <budi@kabar.example>: “Gubernur resmikan taman baca”\n"
    [sent] = mail.outbox
    assert sent.to == ["budi@kabar.example"]
    assert sent.subject == "1 siaran pers sudah terlalu lama menunggu tinjauan Anda"
    address = f"https://kabar.example/admin/releases/release/{submitted.pk}/change/"
    html = sent.alternatives[0].content
    for text in (sent.body, html):
        assert address in text
        assert "Gubernur resmikan taman baca" in text
    assert "Dinas Kabar" not in html
    assert "Diskabar, diajukan oleh ani" in html


def test_it_is_sent_once_and_again_when_it_is_submitted_anew(submitted, ani, budi, hours_later):
    hours_later(25)
    remind()
    assert remind() == (0, "", "")
    submitted.send_back(budi, "Perbaiki.")
    submitted.submit(ani)
    assert "1/1 budi" in remind()[1]
    assert len(mail.outbox) == 2


def test_of_several_there_is_one_mail_the_longest_waiting_first(
    office, submitted, ani, budi, hours_later
):
    second = written(office, ani, title="Perpustakaan buka malam")
    second.submit(ani)
    hours_later(25)
    remind()
    [sent] = mail.outbox
    assert sent.body.index("taman baca") < sent.body.index("buka malam")
    assert sent.subject == "2 siaran pers sudah terlalu lama menunggu tinjauan Anda"


def test_whoever_wrote_it_is_not_reminded_where_a_second_person_is_needed(
    office, budi, hours_later
):
    theirs = written(office, budi)
    theirs.submit(budi)
    hours_later(25)
    status, _said, complained = remind()
    assert (status, mail.outbox) == (1, [])
    assert "“Gubernur resmikan taman baca” (Dinas Kabar)" in complained
    office.four_eyes = FourEyes.OFF
    office.save()
    assert remind()[0] == 0
    assert len(mail.outbox) == 1


def test_only_who_may_approve_there_is_reminded(
    office, clinic, sequence, ani, budi, dewi, submitted, hours_later
):
    for name, role, agency, active in (
        ("citra", Role.APPROVER, clinic, True),
        ("edo", Role.EDITOR, office, True),
        ("fani", Role.APPROVER, office, False),
    ):
        mailed = f"{name}@kabar.example"
        person(name, role=role, agency=agency, email=mailed, is_active=active)
    hours_later(25)
    remind()
    assert [sent.to for sent in mail.outbox] == [["budi@kabar.example"]]


def test_an_approver_of_the_agency_above_is_reminded(office, clinic, budi, hours_later):
    clinic.parent = office
    clinic.save()
    citra = person("citra", role=Role.AUTHOR, agency=clinic)
    written(clinic, citra).submit(citra)
    hours_later(25)
    assert "budi" in remind()[1]


def test_a_dry_run_sends_nothing_and_remembers_nothing(submitted, budi, hours_later):
    hours_later(25)
    assert remind(dry_run=True)[:2] == (
        0,
        "1/1 budi <budi@kabar.example>: “Gubernur resmikan taman baca”\n",
    )
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_what_could_not_be_sent_is_named_and_tried_again(
    submitted, budi, hours_later, settings, tmp_path
):
    hours_later(25)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    status, _said, complained = remind()
    assert status == 1
    assert "budi" in complained
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert remind()[0] == 0
    assert len(mail.outbox) == 1
