"""What every kind of answer tells a browser: pages, files, feeds, errors, what is static."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client, override_settings

from releases.models import Edition
from tests.releases.files.attaching import attached, coloured
from tests.thoroughness import once

pytestmark = once

SAID = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
SECURE = {"secure": True}


def kinds(photo) -> dict[str, int]:
    """An address of each kind, and the status that it has."""
    return {
        "/": 200,
        "/en/admin/login/": 200,
        "/admin/": 302,
        "/feeds/rss.xml": 200,
        "/api/v1/": 200,
        "/sitemap.xml": 200,
        "/robots.txt": 200,
        "/no/where/": 404,
        "/api/v1/nowhere/": 404,
        "/files/" + "0" * 64 + "/a.png": 404,
        f"/files/{photo.sha256}/foto.png": 200,
        "/preview/nobodys/": 404,
    }


def answers(photo, **asked):
    for address, status in kinds(photo).items():
        answer = Client().get(address, **asked)
        answer.getvalue()
        assert answer.status_code == status, address
        yield address, answer


@pytest.fixture
def photo(draft, ani, budi):
    photo = attached(draft, ani, coloured("red"), "foto.png")
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    return photo


def test_every_answer_says_what_may_be_done_with_it(photo):
    for address, answer in answers(photo):
        for name, text in SAID.items():
            assert answer[name] == text, f"{address}: {name}"
        assert "camera=()" in answer["Permissions-Policy"], address
        assert "default-src 'self'" in answer["Content-Security-Policy"], address
        for own in ("script-src 'self'", "style-src 'self'"):
            assert own in answer["Content-Security-Policy"], address
        assert "unsafe" not in answer["Content-Security-Policy"], address
        assert answer["Referrer-Policy"] in ("same-origin", "no-referrer"), address


def test_what_is_static_says_it_too():
    """Static files are answered by WhiteNoise, which asks nobody that stands behind it."""
    served = settings.MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")
    assert {
        "newsroom.hardening.SaidOfEveryAnswer",
        "csp.middleware.CSPMiddleware",
        "django.middleware.security.SecurityMiddleware",
    } <= {*settings.MIDDLEWARE[:served]}


def test_only_public_media_may_stand_on_pages_of_others(photo):
    shared = {
        address
        for address, answer in answers(photo)
        if answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    }
    assert shared == {f"/files/{photo.sha256}/foto.png"}


def test_the_card_of_a_shared_link_may_stand_there_too(photo):
    card = Client().get(f"{Edition.objects.get().get_absolute_url()}card.png")
    card.getvalue()
    assert (card.status_code, card["Cross-Origin-Resource-Policy"]) == (200, "cross-origin")


def test_what_says_nothing_else_is_asked_for_again_each_time(photo):
    said = {address: answer["Cache-Control"] for address, answer in answers(photo)}
    assert said["/"] == said["/feeds/rss.xml"] == said["/no/where/"] == "no-cache"
    assert "immutable" in said[f"/files/{photo.sha256}/foto.png"]
    assert "no-store" in said["/admin/"]


@pytest.mark.parametrize("address", ["/", "/verify/", "/robots.txt", "/feeds/opml.xml", "/no/"])
def test_a_head_says_what_a_get_would(db, address):
    whole, head = Client().get(address), Client().head(address)
    assert whole["ETag"]
    assert not head.content
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
        assert head[name] == whole[name], name
    again = Client().head(address, headers={"If-None-Match": whole["ETag"]})
    assert again.status_code == (304 if whole.status_code == 200 else 404)


def test_a_picture_before_its_time_is_for_the_desk_alone(draft, ani):
    photo = attached(draft, ani, coloured("blue"), "foto.png")
    client = Client()
    client.force_login(ani)
    answer = client.get(f"/files/{photo.sha256}/foto.png")
    answer.getvalue()  # a file is closed when it has been read to its end
    assert (answer.status_code, answer["Cross-Origin-Resource-Policy"]) == (200, "same-origin")


@override_settings(SECURE_HSTS_SECONDS=31_536_000, SECURE_SSL_REDIRECT=True)
def test_behind_https_every_answer_keeps_to_it(photo):
    for address, answer in answers(photo, **SECURE):
        assert answer["Strict-Transport-Security"].startswith("max-age=31536000"), address


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["news.example"])
def test_a_wrong_host_is_told_as_much(db):
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in answer["Content-Security-Policy"]


def test_no_reader_gets_a_cookie(photo):
    for address, answer in answers(photo):
        if "/admin/" not in address:
            assert not answer.cookies, address


SERVED = """
import os, django
django.setup()
from django.conf import settings
from django.core.management import call_command
names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
secure = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
assert settings.SESSION_COOKIE_PATH == settings.CSRF_COOKIE_PATH == "/"
assert settings.SESSION_COOKIE_DOMAIN is None and settings.SESSION_COOKIE_HTTPONLY
print(*names, secure)
call_command("check", "--deploy", "-t", "security", fail_level="WARNING")
"""


def test_as_it_is_served_nothing_is_left_to_say(tmp_path):
    """`check --deploy` on the settings of a newsroom behind HTTPS."""
    env = {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "VAR_DIR": str(tmp_path),
        "DEBUG": "0",
        "SECRET_KEY": "".join(map(chr, range(40, 110))),
        "ALLOWED_HOSTS": "news.example",
    }
    run = [sys.executable, "-c", SERVED]
    told = subprocess.run(
        run, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert "__Host-session __Host-csrf True" in told.stdout
