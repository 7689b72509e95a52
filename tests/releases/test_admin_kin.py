"""The desk's pages on which a release is translated, replaced, or text taken out of it."""

import pytest

from numbering.clock import database_now
from releases.models import Release
from releases.models.kin import Redaction, Replacement
from tests.cast import issued
from tests.releases.kin import TOMORROW, rendered, translated

DESK = "/en/admin/releases/release/"
COURT, WHY = "PN Kota Uji 12/Pdt.G/2020", "Nama seorang anak."
HOSTILE = ["", " ", "\x00", "-1", "abc", "9" * 30, "<b>", "‮💥", "x" * 5000, "1158" * 200]


@pytest.fixture
def newer(published, office, ani, budi) -> Release:
    """Another release that is public, number 1159."""
    return issued(office, ani, budi, title="Jam buka taman baca berubah")


def page(release, move):
    return f"{DESK}{release.pk}/move/{move}/"


def kin_buttons(client, user, release):
    client.force_login(user)
    steps = client.get(f"{DESK}{release.pk}/change/").context["steps"]
    return {step.move.name for step in steps} & {"translate", "replace", "redact"}


def sent(client, user, release, move, **data):
    client.force_login(user)
    return client.post(page(release, move), data)


def redaction(release, **changes):
    edition = release.editions.first()
    return {"edition": edition.pk if edition else "", "authority": COURT, "reason": WHY} | changes


# --- Buttons ---


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("ani", {"translate"}),
        ("budi", {"translate", "replace"}),
        ("dewi", set()),
        ("boss", {"translate", "replace", "redact"}),
    ],
)
def test_of_a_public_release_each_sees_their_buttons(request, client, published, who, seen):
    assert kin_buttons(client, request.getfixturevalue(who), published) == seen


def test_the_other_language_is_chosen_already(client, published, ani):
    client.force_login(ani)
    assert client.get(page(published, "translate")).context["form"].initial == {"language": "en"}


def test_of_a_draft_nobody_sees_any(client, draft, boss):
    assert kin_buttons(client, boss, draft) == set()


def test_what_is_scheduled_can_be_translated_and_redacted_but_not_replaced(
    client, submitted, budi, boss
):
    submitted.approve(budi, submitted.revision, database_now() + TOMORROW)
    assert kin_buttons(client, boss, submitted) == {"translate", "redact"}


def test_what_is_withdrawn_can_be_replaced_and_redacted(client, published, budi, boss):
    published.withdraw(budi, "Keliru.")
    assert kin_buttons(client, boss, published) == {"replace", "redact"}


def test_a_translation_has_no_button_to_translate(client, published, ani, budi, boss):
    assert "translate" not in kin_buttons(client, boss, translated(published, ani, budi))


def test_a_translation_has_no_button_to_replace(client, published, ani, budi, boss):
    assert "replace" not in kin_buttons(client, boss, translated(published, ani, budi))


def test_what_is_replaced_has_no_button_to_replace_it_again(client, published, newer, budi):
    published.replace_by(budi, newer)
    assert "replace" not in kin_buttons(client, budi, published)


@pytest.mark.parametrize("move", ["translate", "replace", "redact"])
def test_of_another_agencys_release_nobody_sees_the_page(client, published, citra, move):
    client.force_login(citra)
    assert client.get(page(published, move)).status_code in (403, 404)
    assert client.post(page(published, move), redaction(published)).status_code in (403, 404)


@pytest.mark.parametrize("move", ["translate", "replace", "redact"])
def test_looking_does_not_make_it(client, published, boss, move):
    client.force_login(boss)
    assert client.get(page(published, move)).status_code == 200
    assert Release.objects.count() == 1
    assert not Redaction.objects.exists()


# --- Translating ---


def test_translating_leads_to_the_draft(client, published, ani):
    answer = sent(client, ani, published, "translate", language="en")
    draft = Release.objects.get(translation_of=published)
    assert answer["Location"] == f"{DESK}{draft.pk}/change/"
    form = client.get(answer["Location"])
    assert form.status_code == 200
    assert form.context["adminform"].form["language"].value() == "en"
    assert "1158/SP-HMS/03/2020" in form.content.decode()


def test_its_own_language_is_refused_in_words(client, published, ani):
    text = sent(client, ani, published, "translate", language="id").content.decode()
    assert "Choose another language than the release’s own." in text
    assert '<option value="id" selected>' in text


def test_a_second_translation_is_refused_in_words(client, published, ani):
    published.translate(ani, "en")
    text = sent(client, ani, published, "translate", language="en").content.decode()
    assert "There is a translation into this language already." in text


def test_a_registrar_is_told_that_it_is_not_theirs(client, published, dewi):
    text = sent(client, dewi, published, "translate", language="en").content.decode()
    assert "Your role in this agency does not allow this." in text
    assert Release.objects.count() == 1


@pytest.mark.parametrize("bad", HOSTILE)
def test_what_is_no_language_is_refused(client, published, ani, bad):
    assert sent(client, ani, published, "translate", language=bad).status_code == 200
    assert Release.objects.count() == 1


def test_a_translation_is_approved_on_its_page(client, published, ani, budi):
    own = rendered(published, ani)
    answer = sent(client, budi, own, "approve", revision=own.revision)
    assert answer.status_code == 302
    assert own.number_texts() == ["1158/SP-HMS/03/2020"]


def test_who_translated_reads_that_a_second_person_approves(client, published, budi):
    own = rendered(published, budi)
    text = sent(client, budi, own, "approve", revision=own.revision).content.decode()
    assert "A second person approves it." in text


def test_a_discarded_translation_is_not_recovered_beside_another(client, published, ani):
    first = published.translate(ani, "en")
    first.discard(ani)
    published.translate(ani, "en")
    assert sent(client, ani, first, "recover").status_code == 200


# --- Replacing ---


@pytest.mark.parametrize("number", ["1159/SP-HMS/03/2020", "1159-sp-hms-03-2020", " 1159 "])
def test_a_number_in_any_spelling_names_what_takes_its_place(
    client, published, newer, budi, number
):
    answer = sent(client, budi, published, "replace", number=number)
    assert answer.status_code == 302
    assert Replacement.objects.get().new == newer


def test_its_number_names_the_original_and_not_the_translation(client, published, newer, ani, budi):
    translated(newer, ani, budi)
    sent(client, budi, published, "replace", number="1159")
    assert Replacement.objects.get().new == newer


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1158", "A release can’t take its own place. Choose another."),
        ("1160", "No number in use reads as 1160."),
        ("", "This field is required."),
    ],
)
def test_a_number_that_does_not_do_is_refused_and_kept(
    client, published, newer, budi, number, words
):
    answer = sent(client, budi, published, "replace", number=number)
    assert words in answer.content.decode().replace("&#x27;", "’")
    assert answer.context["form"]["number"].value() == number
    assert not Replacement.objects.exists()


def test_a_number_that_no_release_bears_is_refused(client, published, taken, budi):
    text = sent(client, budi, published, "replace", number=taken.text).content.decode()
    assert "No release bears this number. Write another." in text


def test_twice_is_refused_in_words(client, published, newer, budi):
    published.replace_by(budi, newer)
    text = sent(client, budi, published, "replace", number="1159").content.decode()
    assert "It is replaced already, and that stands." in text


def test_an_author_does_not_replace(client, published, newer, ani):
    text = sent(client, ani, published, "replace", number="1159").content.decode()
    assert "Your role in this agency does not allow this." in text
    assert not Replacement.objects.exists()


@pytest.mark.parametrize("bad", [*HOSTILE, "1158", "%", "_", "'"])
def test_what_is_no_number_is_refused(client, published, newer, budi, bad):
    assert sent(client, budi, published, "replace", number=bad).status_code == 200
    assert not Replacement.objects.exists()


# --- Redacting ---


def test_redacting_takes_the_text_out(client, published, boss):
    answer = sent(client, boss, published, "redact", **redaction(published))
    assert answer.status_code == 302
    assert published.editions.get().body == ""
    assert Redaction.objects.get().authority == COURT


def test_every_edition_is_offered_until_its_text_is_removed(client, published, budi, boss):
    published.withdraw(budi, "Keliru.")
    client.force_login(boss)
    offered = client.get(page(published, "redact")).context["form"].fields["edition"].queryset
    assert [edition.position for edition in offered] == [1, 2]
    published.redact(boss, published.editions.get(position=1), COURT, WHY)
    offered = client.get(page(published, "redact")).context["form"].fields["edition"].queryset
    assert [edition.position for edition in offered] == [2]


@pytest.mark.parametrize("missing", ["edition", "authority", "reason"])
def test_what_is_missing_is_asked_for_and_the_rest_kept(client, published, boss, missing):
    answer = sent(client, boss, published, "redact", **redaction(published, **{missing: " "}))
    form = answer.context["form"]
    assert list(form.errors) == [missing]
    kept = {"authority": COURT, "reason": WHY} | {missing: " "}
    assert (form["authority"].value(), form["reason"].value()) == (
        kept["authority"],
        kept["reason"],
    )
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("who", ["ani", "budi", "dewi"])
def test_no_role_redacts(request, client, published, who):
    user = request.getfixturevalue(who)
    text = sent(client, user, published, "redact", **redaction(published)).content.decode()
    assert "Your role in this agency does not allow this." in text
    assert published.editions.get().body != ""


def test_the_edition_of_another_release_is_refused(client, published, newer, boss):
    data = redaction(published, edition=newer.editions.get().pk)
    answer = sent(client, boss, published, "redact", **data)
    assert list(answer.context["form"].errors) == ["edition"]
    assert newer.editions.get().body != ""


@pytest.mark.parametrize("bad", HOSTILE)
def test_what_is_no_edition_is_refused(client, published, boss, bad):
    answer = sent(client, boss, published, "redact", **redaction(published, edition=bad))
    assert answer.status_code == 200
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("bad", ["\x00", "x" * 201, "a\x00b"])
def test_a_word_that_cannot_be_kept_is_refused(client, published, boss, bad):
    answer = sent(client, boss, published, "redact", **redaction(published, authority=bad))
    assert list(answer.context["form"].errors) == ["authority"]


@pytest.mark.parametrize("odd", ["<script>alert(1)</script>", "‮💥", "x" * 5000])
def test_an_odd_reason_is_shown_as_it_was_typed(client, published, boss, odd):
    answer = sent(client, boss, published, "redact", **redaction(published, reason=odd))
    assert answer.status_code == 302
    sheet = client.get(published.public_edition().get_absolute_url())
    assert sheet.status_code == 200
    assert "<script>alert" not in sheet.content.decode()
    assert Redaction.objects.get().reason == odd


@pytest.mark.parametrize("address", ["", "change/", "history/", "move/withdraw/", "move/redact/"])
def test_the_desks_pages_of_a_redacted_release_open(client, published, boss, address):
    published.redact(boss, published.editions.get(), COURT, WHY)
    client.force_login(boss)
    assert client.get(f"{DESK}{published.pk}/{address}", follow=True).status_code == 200
    assert client.get(DESK).status_code == 200
