"""Approvals without a second person are marked, say why, and are listed for all to see."""

import pytest
from django.db import IntegrityError, transaction

from agencies.models import FourEyes
from releases.models import Override, Revision
from tests.cast import written

LIST = "/en/admin/releases/override/"
REASON = "Piket malam sendirian."


@pytest.fixture
def alone(office, sequence, budi):
    """A release that Budi wrote and approved himself, with a reason."""
    office.four_eyes = FourEyes.REASON
    office.save()
    release = written(office, budi)
    release.submit(budi, "Mendesak.")
    release.approve(budi, release.revision, override_reason=REASON)
    return release


def listed(client, user, **query):
    client.force_login(user)
    return list(client.get(LIST, query).context["cl"].result_list)


@pytest.mark.parametrize("who", ["ani", "budi", "dewi"])
def test_it_works(client, request, alone, who):
    (override,) = listed(client, request.getfixturevalue(who))
    assert (override.release, override.by.username, override.note) == (alone, "budi", REASON)
    page = client.get(LIST).content.decode()
    for told in (alone.title, alone.number_texts()[0], "budi", REASON):
        assert told in page
    assert REASON in client.get(f"{LIST}{override.pk}/change/").content.decode()


def test_another_agency_sees_none(client, alone, citra):
    assert listed(client, citra) == []
    assert REASON not in client.get(LIST).content.decode()
    address = f"{LIST}{Override.objects.get().pk}/change/"
    assert REASON not in client.get(address, follow=True).content.decode()


def test_an_approval_by_a_second_person_is_not_listed(client, published, ani):
    assert listed(client, ani) == []


def test_a_reason_that_was_not_needed_is_no_override(submitted, budi):
    submitted.approve(budi, submitted.revision, override_reason="Sekadar catatan.")
    assert not Override.objects.exists()
    assert submitted.revisions.first().note == "Sekadar catatan."


def test_where_the_rule_is_off_nothing_is_overridden(office, sequence, budi):
    office.four_eyes = FourEyes.OFF
    office.save()
    release = written(office, budi)
    release.submit(budi)
    release.approve(budi, release.revision)
    assert not Override.objects.exists()


def test_the_thread_and_the_history_mark_it(client, alone, ani):
    client.force_login(ani)
    for page in ("notes", "history"):
        address = f"/en/admin/releases/release/{alone.pk}/{page}/"
        assert "without a second person" in client.get(address).content.decode()


@pytest.mark.parametrize("who", ["budi", "boss"])
@pytest.mark.parametrize("page", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_it_is_only_read(client, request, alone, who, page):
    client.force_login(request.getfixturevalue(who))
    address = LIST + page.format(pk=Override.objects.get().pk)
    assert client.post(address, {"note": "Lain."}).status_code == 403
    assert Override.objects.get().note == REASON


@pytest.mark.parametrize(
    ("action", "note"), [("approve", ""), ("submit", "Alasan.")], ids=["no reason", "no approval"]
)
def test_the_database_refuses_an_override_without(draft, ani, action, note):
    last = draft.revisions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(
            release=draft,
            position=2,
            action=action,
            note=note,
            by=ani,
            at=last.at,
            overrides_four_eyes=True,
        )


def test_a_search_or_a_filter_that_makes_no_sense_gives_no_error(client, alone, ani):
    client.force_login(ani)
    for query in ({"at__gte": "31/02/2020"}, {"release__agency__id__exact": "x"}, {"q": "\x00"}):
        assert client.get(LIST, query).status_code in (200, 302)


def test_the_list_asks_no_more_for_many(
    client, alone, office, ani, budi, django_assert_max_num_queries
):
    def asked():
        client.force_login(ani)
        with django_assert_max_num_queries(30) as queries:
            client.get(LIST)
        return len(queries)

    one = asked()
    for nth in range(4):
        release = written(office, budi, title=f"Kabar {nth}")
        release.submit(budi)
        release.approve(budi, release.revision, override_reason=REASON)
    assert asked() == one
