"""How the API is asked and answered, whatever it is about."""

import datetime
import json

import pytest
from django.core.cache import cache
from django.test import Client
from openapi_spec_validator import validate

from agencies import limits
from tests.api.contract import ask, complaints, description
from tests.cast import put_under


def test_its_description_is_valid_and_served(client, db):
    validate(description())
    assert ask(client, "openapi.json") == description()


def test_every_address_is_described(db):
    from api.urls import urlpatterns

    described = description()["paths"]
    assert len(described) == len(urlpatterns)


def test_agencies_contacts_and_topics(client, published, clinic):
    clinic.parent = published.agency
    clinic.save()
    clinic.contacts.create(name="Sari", phones="1\n2", by_default=True)
    clinic.contacts.create(name="Rahasia", public=False, by_default=True)
    topic = published.topics.create(name="Taman", name_en="Parks", slug="taman")
    put_under(published, topic)
    agencies = ask(client, "agencies/")["agencies"]
    assert [(one["slug"], one["parent"]) for one in agencies] == [
        ("diskabar", None),
        ("dinsehat", "diskabar"),
    ]
    said = ask(client, "agencies/dinsehat/")
    assert [one["name"] for one in said["contacts"]] == ["Sari"]
    assert ask(client, "contacts/")["contacts"] == said["contacts"]
    assert [(one["name_en"], one["count"]) for one in ask(client, "topics/")["topics"]] == [
        ("Parks", 1)
    ]
    ask(client, "agencies/nobody/", 404)
    for address in ask(client, "").values():
        if "search" not in address:
            ask(client, address.removeprefix("http://testserver"))


@pytest.mark.parametrize("blank", ["%1F", "%C2%85", "%EF%BB%BF"])
def test_what_python_or_ecmascript_takes_for_a_blank_is_no_word(client, db, blank):
    response = client.get(f"/api/v1/search/?q={blank}")
    assert response.status_code == 400
    [said] = response.json()["errors"]
    assert said["parameter"] == "q"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(db, method):
    response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/releases/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert complaints("/api/v1/releases/", response) == []


def test_whoever_has_it_already_is_told_so(client, published):
    first = client.get("/api/v1/releases/")
    again = client.get("/api/v1/releases/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head("/api/v1/releases/")
    assert (head["ETag"], head.content) == (first["ETag"], b"")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/", 200),
        ("/api/v1/nowhere/", 404),
        ("/api/v2/", 404),
        ("/api/v1/releases/?x=1", 400),
        ("/open/nowhere.csv", 404),
    ],
)
def test_every_page_may_read_it(client, db, address, status):
    response = client.get(address)
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (status, "*")


def test_a_browser_that_asks_before_is_let_in(client, db):
    asking = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    response = client.options("/api/v1/releases/", headers=asking)
    assert response.status_code == 200
    assert "GET" in response["Access-Control-Allow-Methods"]
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


def test_no_other_page_is_open_to_scripts_from_elsewhere(client, db):
    assert "Access-Control-Allow-Origin" not in client.get("/releases/")


def test_who_asks_too_often_is_told_how_long_to_wait(client, db, settings, monkeypatch):
    cache.clear()
    settings.API_REQUESTS_A_MINUTE = 2
    monkeypatch.setattr(limits.time, "time", lambda: 600_050.0)
    for _time in range(2):
        assert client.get("/api/v1/")["RateLimit-Policy"] == '"api";q=2;w=60'
    refused = client.get("/api/v1/")
    assert complaints("/api/v1/", refused) == []
    assert (refused.status_code, refused["Retry-After"]) == (429, "10")
    assert refused["RateLimit"] == '"api";r=0;t=10'
    assert client.get("/api/v1/", REMOTE_ADDR="192.0.2.9").status_code == 200
    monkeypatch.setattr(limits.time, "time", lambda: 600_061.0)
    assert client.get("/api/v1/").status_code == 200


def test_a_limit_of_none_refuses_nobody(rf, settings):
    limit = limits.Limit("test", 0)
    assert limit.wait(rf.get("/")) == datetime.timedelta()


@pytest.mark.parametrize("address", ["/api/v1/releases/", "/api/nowhere"])
def test_what_fails_is_a_problem_too(db, monkeypatch, settings, tmp_path, address):
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("api.resource.parameters.read", lambda *_: 1 / 0)
    monkeypatch.setattr("api.problems.not_found", lambda: 1 / 0)
    answers = [client.get(address)]
    settings.VAR_DIR = tmp_path
    (tmp_path / "maintenance").touch()
    answers.append(client.get(address))
    settings.ALLOWED_HOSTS = ["news.example"]
    (tmp_path / "maintenance").unlink()
    answers.append(client.get(address, headers={"host": "elsewhere.example"}))
    for response, status in zip(answers, (500, 503, 400), strict=True):
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"
        assert json.loads(response.content)["status"] == status
