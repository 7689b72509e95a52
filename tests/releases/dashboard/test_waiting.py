"""What waits for whom: to approve, to mend, to go on with, to save."""

import pytest
from django.http import QueryDict

from agencies.models import FourEyes, Membership
from agencies.roles import Role
from releases.admin import unsaved
from releases.models import Release
from tests.cast import person, written
from tests.releases.dashboard.page import opened, seen, titles, waiting

pytestmark = pytest.mark.usefixtures("english")

TO_APPROVE = "To read and approve"
FOR_OTHERS = "Submitted, for somebody else to approve"
CHANGE = "/en/admin/releases/release/{}/change/"


def test_it_works(client, budi, submitted):
    (line,) = waiting(client, budi)[TO_APPROVE]
    assert line.title == submitted.title
    assert line.url == CHANGE.format(submitted.pk)
    assert line.number == "about 1158/SP-HMS/03/2020"
    assert line.who == "ani"
    assert line.when.startswith("since ")


def test_the_page_says_so_in_words(client, budi, submitted):
    page = seen(client, budi)
    assert submitted.title in page
    assert "about 1158/SP-HMS/03/2020" in page
    assert "Nothing waits for you" not in page


def test_a_submitted_release_does_not_wait_for_its_author(client, ani, submitted):
    assert waiting(client, ani) == {}


def test_the_note_that_was_handed_over_is_told(client, budi, draft, ani):
    draft.submit(ani, "Mohon sebelum pukul 10.")
    (line,) = waiting(client, budi)[TO_APPROVE]
    assert line.note == "“Mohon sebelum pukul 10.”"


def test_the_longest_waits_first(client, office, sequence, ani, budi):
    for title in ("satu", "dua"):
        written(office, ani, title=title).submit(ani)
    Release.objects.get(title="dua").record(ani)
    assert titles(waiting(client, budi)[TO_APPROVE]) == ["satu", "dua"]


def test_whoever_wrote_it_is_told_that_another_approves(client, budi, office, sequence):
    written(office, budi).submit(budi)
    groups = waiting(client, budi)
    assert TO_APPROVE not in groups
    assert "a second person approves it" in groups[FOR_OTHERS][0].note


def test_many_of_ones_own_hide_nothing_that_waits(client, office, sequence, ani, budi):
    for _time in range(12):
        written(office, budi).submit(budi)
    written(office, ani, title="Mendesak").submit(ani)
    groups = waiting(client, budi)
    assert titles(groups[TO_APPROVE]) == ["Mendesak"]
    assert len(groups[FOR_OTHERS]) == 10


def test_where_a_reason_is_enough_that_is_said(client, budi, office, sequence):
    office.four_eyes = FourEyes.REASON
    office.save()
    written(office, budi).submit(budi)
    assert "you give a reason" in waiting(client, budi)[TO_APPROVE][0].note


def test_an_editor_is_told_that_an_approver_decides(client, submitted, office):
    editor = person("eka", role=Role.EDITOR, agency=office)
    groups = waiting(client, editor)
    assert titles(groups[FOR_OTHERS]) == [submitted.title]
    assert "An approver decides" in groups[FOR_OTHERS][0].note


def test_a_joint_release_waits_for_whoever_approves_in_both(client, draft, ani, budi, clinic):
    draft.joint_with.set(clinic.sequences.all())
    draft.submit(ani)
    assert "Only an approver there may approve it" in waiting(client, budi)[FOR_OTHERS][0].note
    Membership.objects.create(user=budi, agency=clinic, role=Role.APPROVER)
    assert titles(waiting(client, budi)[TO_APPROVE]) == [draft.title]


def test_what_was_sent_back_waits_for_its_author(client, submitted, ani, budi):
    submitted.send_back(budi, "Tambahkan tanggal.")
    (line,) = waiting(client, ani)["Sent back"]
    assert (line.who, line.note) == ("budi", "“Tambahkan tanggal.”")
    assert waiting(client, budi) == {}


def test_a_draft_waits_for_whoever_writes_it(client, draft, ani, office):
    assert titles(waiting(client, ani)["Your drafts"]) == [draft.title]
    assert waiting(client, person("eka", role=Role.AUTHOR, agency=office)) == {}


def test_a_draft_that_another_changed_still_waits_for_who_began_it(client, draft, ani, budi):
    draft.title = "Taman baca diresmikan"
    draft.record(budi)
    assert titles(waiting(client, ani)["Your drafts"]) == [draft.title]


def test_a_correction_says_that_it_is_one(client, published, budi):
    published.correct(budi)
    (line,) = waiting(client, budi)["Your drafts"]
    assert line.number == "1158/SP-HMS/03/2020"
    assert line.note == "public; correction: draft"


def test_a_discarded_draft_waits_for_nobody(client, draft, ani):
    draft.discard(ani)
    assert waiting(client, ani) == {}


def test_who_may_write_no_more_has_no_drafts(client, draft, ani):
    ani.memberships.update(role=Role.REGISTRAR)
    assert waiting(client, ani) == {}


def test_of_many_the_rest_is_in_the_list(client, office, sequence, ani):
    for place in range(11):
        written(office, ani, title=f"Konsep {place}")
    (group,) = opened(client, ani)["waiting"]
    assert len(group.lines) == 10
    assert group.more == "/en/admin/releases/release/?state=draft"
    assert f'href="{group.more}"' in seen(client, ani)


def test_what_was_typed_and_not_saved_waits_for_whoever_typed_it(client, draft, ani, budi):
    unsaved.at_it(draft, ani, QueryDict("title=Taman+baca+kedua"))
    (line,) = waiting(client, ani)["Typed and not saved"]
    assert (line.title, line.url) == ("Taman baca kedua", CHANGE.format(draft.pk))
    assert waiting(client, budi) == {}


def test_an_unsaved_new_release_leads_to_its_form(client, sequence, ani):
    unsaved.at_it(None, ani, QueryDict("title="))
    (line,) = waiting(client, ani)["Typed and not saved"]
    assert (line.title, line.url) == ("A new release", "/en/admin/releases/release/add/")


def test_a_form_that_is_only_open_waits_for_nobody(client, published, ani):
    unsaved.at_it(published, ani)
    assert waiting(client, ani) == {}


def test_where_nothing_waits_there_is_a_way_to_begin(client, sequence, ani):
    page = seen(client, ani)
    assert "Nothing waits for you." in page
    assert 'href="/en/admin/releases/release/add/">Write a release' in page


def test_a_registrar_is_not_asked_to_write(client, sequence, dewi):
    page = seen(client, dewi)
    assert "Nothing waits for you." in page
    assert "Write a release" not in page
