"""Schemathesis asks what the description allows, and what it does not, and looks at every answer.

With THOROUGH=1 twenty thousand times.
"""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import strategies
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from releases.models import Edition
from tests.thoroughness import THOROUGH, once, size

pytestmark = once

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
CALLS = 20_000
# What is well written, and makes no sense for what is there, or beside each other.
NO_SCHEMA_SAYS = {"agency", "until", "after", "before"}


@pytest.fixture
def demo(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["*"]
    call_command("demo", stdout=StringIO())
    # As Django's own client does: the application is asked within the test's transaction.
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def operations() -> Iterator[Any]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for found in schema.get_all_operations():
        yield found.ok()


def places(names: set[str]) -> list[dict[str, Any]]:
    """What to put into an address: of releases that are there."""
    found = []
    for edition in Edition.objects.published().select_related("agency"):
        year, month, slug = edition.path.split("/")
        whole = {"year": year, "month": month, "slug": slug, "uid": str(edition.uid), "number": "1"}
        if names == {"slug"}:
            whole = {"slug": edition.agency.slug}
        found.append({name: whole[name] for name in names})
    return found


def test_no_answer_differs_from_what_is_described(demo):
    calls = 0

    def ask(case: Any, refused_for: set[str] | None = None) -> None:
        nonlocal calls
        calls += 1
        response = case.call()
        wrong = [checks.negative_data_rejection] if refused_for is None else []
        case.validate_response(response, checks=CHECKS + wrong)
        if refused_for is not None and response.status_code == 400:
            said = {one["parameter"] for one in response.json()["errors"]}
            assert said <= refused_for, case.as_curl_command()

    def many(strategy: Any, examples: int, refused_for: set[str] | None) -> None:
        @hypothesis.settings(
            max_examples=examples,
            derandomize=not THOROUGH,
            database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(strategy)
        def run(case: Any) -> None:
            ask(case, refused_for)

        run()

    all_operations = list(operations())
    for operation in all_operations:
        names = {one.name for one in operation.path_parameters}
        there = strategies.sampled_from(places(names)) if names else strategies.just({})
        positive = there.flatmap(
            lambda place, one=operation: one.as_strategy(path_parameters=place or None)
        )
        weight = 6 if len(operation.query) else 1
        many(positive, size(4, 800) * weight, NO_SCHEMA_SAYS)
        if names or len(operation.query):
            negative = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
            many(negative, size(4, 800) * weight, None)
    assert calls >= size(50, CALLS)
