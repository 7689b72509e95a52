"""Subscribers at the desk: read and deleted by superusers, and by nobody else."""

import pytest

from subscriptions.models import Subscriber
from tests.subscriptions.conftest import subscribed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LIST = "/en/admin/subscriptions/subscriber/"


def test_it_works(client, boss, office, published, work):
    sari = subscribed(agencies=[office], genres=["release"], words="taman")
    work()
    sari.came_back("550 5.1.1 No such user", for_good=True)
    client.force_login(boss)
    assert "stopped: mail came back" in client.get(LIST).content.decode()
    page = client.get(f"{LIST}{sari.pk}/change/").content.decode()
    for said in ("550 5.1.1 No such user", "Dinas Kabar", "press release", "1 release"):
        assert said in page
    asked = client.get(f"{LIST}{sari.pk}/delete/").content.decode()
    assert "sari@example.org" in asked
    client.post(f"{LIST}{sari.pk}/delete/", {"post": "yes"})
    assert not Subscriber.objects.exists()


def test_nobody_else_sees_an_address(client, sari, dewi, budi):
    for person in (dewi, budi):
        client.force_login(person)
        assert client.get(LIST).status_code == 403
        assert client.get(f"{LIST}{sari.pk}/change/").status_code == 403
        assert "subscriptions" not in client.get("/en/admin/").content.decode()


def test_many_are_listed_as_few(client, boss, django_assert_max_num_queries):
    for nth in range(30):
        subscribed(f"{nth}@example.org")
    client.force_login(boss)
    with django_assert_max_num_queries(8):
        client.get(f"{LIST}?q=example")
