"""An old revision becomes the text again, as a new one; what can't come back is said."""

import pytest

from agencies.models import Agency, Contact
from numbering.models import Sequence
from releases.errors import NotPermitted, NotReady, TextHasMovedOn, WrongState
from releases.models import Asset, Topic
from tests.cast import written
from tests.health import assert_healthy
from tests.releases.editing import in_hours
from tests.releases.files.attaching import attached, coloured

DESK = "/en/admin/releases/release/"
FIRST = {"title": "Gubernur resmikan taman baca", "body": "<p>Taman baca dibuka.</p>"}


def page(release, position=1):
    return f"{DESK}{release.pk}/restore/{position}/"


def changed(release, by, **fields):
    for name, value in fields.items():
        setattr(release, name, value)
    release.save()
    release.record(by)


def first(release):
    return release.revisions.get(position=1)


def restored(release, by):
    return release.restore(by, first(release), release.revision)


@pytest.fixture
def second(draft, ani):
    """A draft that says something else by now."""
    changed(draft, ani, title="Judul dua", body="<p>Dua taman.</p>", summary="Ringkas.")
    return draft


def test_it_works(client, second, budi):
    client.force_login(budi)
    look = client.get(page(second))
    assert look.context["possible"]
    assert [part.label for part in look.context["parts"]] == ["Headline", "Summary", "Body"]
    second.refresh_from_db()
    assert (second.title, second.revision) == ("Judul dua", 2)
    sent = client.post(page(second), {"revision": 2}, follow=True)
    assert "Revision 1 was restored, as revision 3." in sent.content.decode()
    second.refresh_from_db()
    assert {name: getattr(second, name) for name in FIRST} == FIRST
    assert second.summary == ""
    last = second.revisions.first()
    assert (last.position, last.action, last.by) == (3, "restore", budi)
    assert last.changed == ["title", "summary", "body"]
    assert last.fields == first(second).fields
    assert second.revisions.get(position=2).fields["title"] == "Judul dua"
    assert_healthy()


def test_whoever_restores_has_edited_it_and_does_not_approve_it(second, ani, budi):
    second.submit(ani)
    restored(second, budi)
    assert (second.edited_by, second.state) == (budi, "submitted")


def test_what_an_approver_has_read_is_not_approved_after_it(second, ani, budi):
    second.submit(ani)
    read = second.revision
    restored(second, ani)
    with pytest.raises(TextHasMovedOn):
        second.approve(budi, read)


# --- All that it refers to ---


def test_contacts_topics_kind_language_and_date_come_back(draft, ani):
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    draft.contacts.set(Contact.objects.all())
    draft.topics.add(topic)
    changed(draft, ani, genre="statement", language="en", date=draft.date.replace(day=20))
    draft.contacts.clear()
    draft.topics.clear()
    changed(draft, ani, genre="release", language="id", date=draft.date.replace(day=1))
    assert draft.restore(ani, draft.revisions.get(position=2), 3) == []
    draft.refresh_from_db()
    assert (draft.genre, draft.language, draft.date.day) == ("statement", "en", 20)
    assert draft.contacts.count() == 1
    assert list(draft.topics.all()) == [topic]


def test_a_topic_that_was_merged_comes_back_as_what_it_became(draft, ani):
    old, new = (
        Topic.objects.create(name=name, name_en=name, slug=name) for name in ("lama", "baru")
    )
    draft.topics.add(old)
    draft.record(ani)
    draft.topics.clear()
    draft.record(ani)
    old.merge_into(new)
    assert draft.restore(ani, draft.revisions.get(position=2), 3) == []
    assert list(draft.topics.all()) == [new]


def test_files_come_back_with_what_was_said_of_them(draft, ani):
    attached(draft, ani, coloured("red"), "merah.png", caption="Merah")
    draft.attachments.all().delete()
    attached(draft, ani, coloured("blue"), "biru.png")
    draft.restore(ani, draft.revisions.get(position=2), 3)
    (file,) = draft.attachments.all()
    assert (file.name, file.caption, file.number) == ("merah.png", "Merah", 1)
    assert Asset.objects.count() == 2


def test_a_contact_that_is_gone_is_said(english, draft, ani):
    draft.contacts.set(Contact.objects.all())
    changed(draft, ani, title="Dengan narahubung")
    changed(draft, ani, title="Judul lain")
    Contact.objects.all().delete()
    assert draft.restore(ani, draft.revisions.get(position=2), 3) == [
        "1 contact of that revision is not there any more."
    ]
    assert draft.title == "Dengan narahubung"


def test_a_reservation_that_is_used_by_now_is_said(english, draft, ani, budi, office, reserve):
    number = reserve()
    changed(draft, ani, reservation=number)
    changed(draft, ani, reservation=None, title="Judul lain")
    other = written(office, ani, title="Yang lain", reservation=number)
    other.submit(ani)
    other.approve(budi, other.revision)
    (sentence,) = draft.restore(ani, draft.revisions.get(position=2), 3)
    assert sentence == f"Reserved number: {number} can’t be chosen any more."
    assert draft.reservation is None
    assert draft.title == FIRST["title"]


def test_a_reservation_that_stands_comes_back(draft, ani, reserve):
    number = reserve()
    changed(draft, ani, reservation=number)
    changed(draft, ani, reservation=None)
    assert draft.restore(ani, draft.revisions.get(position=2), 3) == []
    assert draft.reservation == number


def test_an_addendum_and_joint_sequences_come_back(draft, ani, taken, clinic):
    theirs = Sequence.objects.get(agency=clinic)
    draft.joint_with.add(theirs)
    changed(draft, ani)
    draft.joint_with.clear()
    changed(draft, ani, addendum_to=taken, suffix="A")
    draft.restore(ani, draft.revisions.get(position=2), 3)
    assert (list(draft.joint_with.all()), draft.addendum_to, draft.suffix) == ([theirs], None, "")
    draft.restore(ani, draft.revisions.get(position=3), 4)
    assert (list(draft.joint_with.all()), draft.addendum_to) == ([], taken)


def test_a_sequence_that_is_closed_to_the_agency_stays_as_it_is_now(
    english, draft, ani, clinic, sequence
):
    theirs = Sequence.objects.get(agency=clinic)
    theirs.shared_with.add(draft.agency)
    changed(draft, ani, sequence=theirs)
    changed(draft, ani, sequence=sequence, title="Judul lain")
    theirs.shared_with.clear()
    assert draft.restore(ani, draft.revisions.get(position=2), 3) == [
        "Sequence: This agency does not draw from this sequence."
    ]
    assert (draft.sequence, draft.title) == (sequence, FIRST["title"])


def test_an_agency_that_one_does_not_write_for_stays_as_it_is_now(
    english, office, clinic, boss, ani
):
    release = written(clinic, boss)
    changed(release, boss, agency=office, title="Judul lain")
    assert restored(release, ani) == [
        "It stays with Dinas Kabar: you can’t write for the agency of that revision."
    ]
    assert (release.agency, release.title) == (office, FIRST["title"])


def test_an_agency_that_one_writes_for_comes_back(draft, boss, ani):
    other = Agency.objects.create(
        name="Bagian", short_name="Bagian", slug="bagian", parent=draft.agency
    )
    changed(draft, ani, agency=other)
    assert restored(draft, ani) == []
    assert draft.agency.slug == "diskabar"


def test_what_its_number_came_from_stays(english, submitted, ani, budi, sequence):
    changed(submitted, ani, sequence=sequence)
    submitted.approve(budi, submitted.revision, in_hours(1))
    submitted.cancel(budi, "Acara batal.")
    changed(submitted, ani, title="Judul lain")
    number = submitted.number_texts()
    assert restored(submitted, ani) == [
        "It has a number, so its agency and all that its number came from stay."
    ]
    submitted.refresh_from_db()
    assert (submitted.sequence, submitted.title) == (sequence, FIRST["title"])
    assert submitted.number_texts() == number


# --- Refused ---


def refused(client, user, release, revision=None, position=1):
    """What is said instead; nothing was changed."""
    client.force_login(user)
    before = release.revisions.count()
    sent = client.post(page(release, position), {"revision": revision or release.revision})
    assert sent.status_code == 200
    assert release.revisions.count() == before
    return " ".join(sent.context["problems"])


def test_somebody_saved_meanwhile(client, second, ani, budi):
    client.force_login(budi)
    client.get(page(second))
    changed(second, ani, title="Judul tiga")
    assert "The text has been changed since" in refused(client, budi, second, revision=2)
    look = client.post(page(second), {"revision": 2})
    assert look.context["form"].initial["revision"] == 3
    assert client.post(page(second), {"revision": 3}).status_code == 302


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "\x00"])
def test_a_revision_that_is_none(client, second, ani, revision):
    client.force_login(ani)
    sent = client.post(page(second), {"revision": revision})
    assert (sent.status_code, second.revisions.count()) == (200, 2)


def test_what_says_the_same_already(client, draft, ani):
    assert "is the same as in that revision" in refused(client, ani, draft)
    assert not client.get(page(draft)).context["possible"]


def test_what_is_sealed_is_corrected_first(client, published, ani):
    with pytest.raises(WrongState):
        restored(published, ani)
    assert "open it for a correction first" in refused(client, ani, published)


def test_a_discarded_draft(second, ani):
    second.discard(ani)
    with pytest.raises(WrongState):
        restored(second, ani)


def test_a_registrar_does_not_restore(client, second, dewi):
    with pytest.raises(NotPermitted):
        restored(second, dewi)
    assert "Your role" in refused(client, dewi, second)


def test_what_would_not_fit_together(english, draft, ani, budi):
    """A translation into the language of its original, which was changed meanwhile."""
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    translation = draft.translate(ani, "en")
    changed(translation, ani, title="Reading garden")
    draft.correct(ani)
    changed(draft, ani, language="en")
    with pytest.raises(NotReady):
        restored(translation, ani)


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_agency_finds_nothing(client, second, citra, method):
    client.force_login(citra)
    answer = getattr(client, method)(page(second), {"revision": 2})
    assert answer.status_code == 404
    assert second.revisions.count() == 2


@pytest.mark.parametrize("position", [0, 9, "9" * 30])
def test_a_revision_that_is_not_there_is_not_found(client, second, ani, position):
    client.force_login(ani)
    assert client.get(page(second, position)).status_code == 404
