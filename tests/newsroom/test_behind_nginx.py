"""Through nginx and gunicorn, as deploy/ sets them up: what is kept for a second, what never."""

import gzip
import http.client
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from documents.kinds import KINDS
from releases.links import making
from tests.newsroom.gate import STAFF, TABLE, TOKEN
from tests.releases.files.attaching import attached, coloured
from tests.servers import nginx

pytestmark = pytest.mark.only_on("sqlite")  # nginx does not see what stands behind it

CONF = (nginx.DEPLOY / "nginx.conf").read_text()
SECRET = "a secret of the tests, as long as it has to be"


@pytest.fixture(autouse=True)
def _both_have_one_secret(settings):
    settings.SECRET_KEY = SECRET


@pytest.fixture(scope="module")
def newsroom(django_db_setup):
    """`get(path, **headers)` through nginx, `log()` and `kept()`: what it writes down and keeps."""
    environment = {
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": "127.0.0.1",
        "NEWSROOM_ADDRESS": settings.NEWSROOM_ADDRESS,
        "VAR_DIR": str(settings.VAR_DIR),
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "BEHIND_PROXY": "1",
        "ACCEL": "1",
    }
    try:
        nginx.find_nginx()
    except nginx.NotInstalled as error:
        pytest.skip(f"{error} Nothing was asked for through it.")
    collect = [sys.executable, nginx.ROOT / "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=os.environ | environment, check=True)
    with nginx.before_the_newsroom(settings.VAR_DIR, environment) as (address, folder):
        yield SimpleNamespace(
            get=lambda path, **headers: get(address, path, **headers),
            log=lambda: (folder / "newsroom.log").read_text(),
            kept=lambda: kept(folder / "run-pages"),
            folder=folder,
        )


def get(address: str, path: str, method: str = "GET", **headers: str) -> SimpleNamespace:
    there = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    there.request(method, path, headers={"Accept-Encoding": ""} | named)
    answer = there.getresponse()
    body = answer.read()
    there.close()
    return SimpleNamespace(status=answer.status, headers=dict(answer.getheaders()), body=body)


def kept(folder: Path) -> str:
    """The keys of all that nginx keeps."""
    found = []
    for path in folder.rglob("*"):
        try:
            found += re.findall(rb"^KEY: (.*)$", path.read_bytes(), re.MULTILINE)
        except (IsADirectoryError, FileNotFoundError):  # thrown away just now
            continue
    return b"\n".join(found).decode()


def asked_twice_within_a_second(newsroom, path: str, **headers: str) -> str:
    """What nginx says of the second answer: HIT where it is the first one's, MISS, BYPASS or -."""
    for _try in range(10):
        time.sleep(1.01 - time.time() % 1)
        before = len(newsroom.log())
        newsroom.get(path, **headers)
        newsroom.get(path, **headers)
        while len(written := newsroom.log()[before:].splitlines()) < 2:
            time.sleep(0.01)  # nginx writes when it has answered
        first, second = written
        if first[:19] == second[:19]:
            return second.split()[-1]
    raise AssertionError("No two answers within one second.")


@pytest.mark.django_db(transaction=True)
def test_a_page_is_kept_for_a_second_and_for_those_who_bring_nothing(newsroom, published, budi):
    path = f"/releases/{published.path}/"
    for own in ({"Cookie": "session=x"}, {"Authorization": "Basic eDp5"}):
        assert asked_twice_within_a_second(newsroom, path, **own) == "BYPASS"
        assert path not in newsroom.kept()
    assert asked_twice_within_a_second(newsroom, path) == "HIT"
    assert newsroom.get(path, Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in newsroom.get(path).headers
    published.withdraw(budi, "Salah kirim.", "")
    withdrawn = time.monotonic()
    while newsroom.get(path).status != 410:
        assert time.monotonic() < withdrawn + 2


@pytest.mark.django_db(transaction=True)
def test_a_secret_is_neither_kept_nor_written_down(newsroom, published, ani):
    _link, token = making.preview(published.revisions.first(), ani)
    assert newsroom.get(f"/preview/{token}/").status == 200
    assert newsroom.get(f"/en/preview/{token}/").status == 200
    for file in ("newsroom.log", "error.log", "gunicorn.log"):
        assert token not in (newsroom.folder / file).read_text(), file
    assert token not in newsroom.kept()


def location_of(path: str) -> str:
    """What nginx finds for a path: its own order is the first expression that fits."""
    found = re.findall(r"^    location ~ (\S+) \{(.*?)^    \}", CONF, re.DOTALL | re.MULTILINE)
    return next((block for pattern, block in found if re.match(pattern, path)), "")


@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_no_address_with_a_secret_or_of_the_desk_is_one_that_is_kept(prefix):
    assert "proxy_cache newsroom" in CONF
    for kind in KINDS:  # or nobody would ask the newsroom whether theirs still stands
        assert "proxy_pass" in location_of(f"{prefix}releases/2020/03/taman/{kind}"), kind
    for pattern in TOKEN | STAFF:
        found = location_of(prefix + re.sub(r"\{\w+\}|\(.*?\)", "x", TABLE[pattern]))
        assert "proxy_pass" in found, pattern
        assert "proxy_cache " not in found, pattern
        if pattern in TOKEN:
            assert "access_log off" in found, pattern


# And an ETag tells of an address, too, where that stands on the page.
OF_THE_SERVER = {"Date", "Server", "Connection", "Content-Length", "ETag"}


def said_of(answer) -> dict[str, str]:
    said = {k: v for k, v in answer.headers.items() if k not in OF_THE_SERVER}
    policy = said["Content-Security-Policy"].split("; ")  # in an order of each process's own
    return said | {"Content-Security-Policy": sorted(policy)}


@pytest.mark.django_db(transaction=True)
def test_a_file_is_sent_by_nginx_as_the_newsroom_would(newsroom, draft, ani, budi):
    release = draft
    content = coloured("red", width=900)
    asset = attached(release, ani, content, "foto merah.png")
    path = f"/files/{asset.sha256}/foto.png"
    hidden = newsroom.get(path)
    never = newsroom.get(path.replace(asset.sha256, "0" * 64))
    assert hidden.status == 404
    assert hidden.body == never.body.replace(b"0" * 64, asset.sha256.encode())
    assert said_of(hidden) == said_of(never)

    release.submit(ani)
    release.approve(budi, release.revision)
    smaller = f"/renditions/{asset.sha256}/480.jpg"
    sheet = f"/releases/{release.path}/sheet.pdf"
    for address in (path, smaller, sheet):
        through, alone = newsroom.get(address), Client().get(address)
        assert through.body == alone.getvalue()
        assert said_of(through) == said_of(alone)
        assert through.status == alone.status_code
        assert through.headers.get("ETag") == alone.get("ETag")
    etag = newsroom.get(path).headers["ETag"]
    part = newsroom.get(path, Range="bytes=2-5", If_Range=etag)
    assert (part.status, part.body) == (206, content[2:6])
    assert newsroom.get(path, Range="bytes=2-5", If_Range='"another"').body == content
    assert newsroom.get(path, If_None_Match=etag).status == 304
    assert newsroom.get(sheet, If_None_Match=newsroom.get(sheet).headers["ETag"]).status == 304
    assert newsroom.get(path, Range="bytes=999999-").status == 416

    name = asset.content.name
    for way in ("_kept/media/", "_kept/", "media/", "static/../media/", "static/%2e%2e/media/"):
        assert newsroom.get(f"/{way}{name}").status in (400, 404), way


def test_static_files_are_compressed_already(newsroom):
    hashed = next(settings.STATIC_ROOT.glob("newsroom.????????????.css")).name
    answer = newsroom.get(f"/static/{hashed}", Accept_Encoding="gzip")
    assert gzip.decompress(answer.body) == (settings.STATIC_ROOT / hashed).read_bytes()
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in newsroom.get("/static/newsroom.css").headers["Cache-Control"]


def test_while_the_newsroom_does_not_run_a_page_says_so(newsroom, tmp_path):
    port = nginx.free_port()
    conf = nginx.configured(tmp_path, settings.VAR_DIR, port)
    subprocess.run([nginx.find_nginx(), "-t", "-q", "-c", conf], check=True)
    with nginx.nginx(tmp_path, port):
        answer = get(f"http://127.0.0.1:{port}", "/releases/")
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "60"
    assert "Sedang dalam pemeliharaan" in answer.body.decode()
