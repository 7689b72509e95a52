"""Nothing that is sent in makes the newsroom ask anybody: a listener on loopback hears nobody."""

import socket
import threading
import urllib.error
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pytest
from django.test import Client

from documents.kinds import KINDS
from documents.verifying.reading import Unreadable, text_of
from feeds import websub
from ingest import door
from ingest.refusing import Refused
from releases.body import taken_over
from tests.cast import issued
from tests.feeds.hub import listening
from tests.ingest import papers
from tests.thoroughness import once

pytestmark = once


class Canary:
    """Counts who comes, by IPv4 and by IPv6."""

    def __init__(self) -> None:
        self.heard = 0
        self.server = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):  # the end
            while True:
                came, _who = self.server.accept()
                self.heard += 1
                came.close()

    def addresses(self) -> list[str]:
        hosts = (
            *("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"),
            *("0", "127.1", "localhost.", "user@127.0.0.1", "127.0.0.1.nip.io"),
        )
        found = [f"http://{host}:{self.port}/x.png" for host in hosts]
        return [*found, f"//127.0.0.1:{self.port}/x.css", "file:///etc/hostname"]

    def page(self) -> str:
        """HTML that asks for each of them in every way that HTML knows."""
        ways = (
            "<img src='{}' srcset='{} 2x'>",
            "<link rel=stylesheet href='{}'><style>@import url('{}');p{{src:url({})}}</style>",
            "<p style=\"background:url('{}')\">Teks.</p><table background='{}'><tr><td>1</table>",
            "<svg><use href='{}#a'/><image xlink:href='{}'/></svg>",
            "<iframe src='{}'></iframe><object data='{}'></object><script src='{}'></script>",
            "<video poster='{}'><source src='{}'></video><base href='{}'>",
            "<meta http-equiv=refresh content='0;url={}'><a ping='{}' href='{}'>Tautan</a>",
        )
        doctype = f'<!DOCTYPE html SYSTEM "http://127.0.0.1:{self.port}/x.dtd" ['
        doctype += f'<!ENTITY x SYSTEM "http://127.0.0.1:{self.port}/e">]>'
        parts = [way.replace("{}", one) for one in self.addresses() for way in ways]
        return f"{doctype}<html><body><p>Taman baca dibuka. &x;</p>{''.join(parts)}</body></html>"


@pytest.fixture
def canary() -> Iterator[Canary]:
    canary = Canary()
    yield canary
    canary.server.close()


def word(canary: Canary) -> bytes:
    """A Word file whose picture and template lie elsewhere, and whose text has an entity there."""
    given, written = zipfile.ZipFile(BytesIO(papers.saved(papers.word()))), BytesIO()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    elsewhere = "".join(
        f'<Relationship Id="x{kind}{nth}" Type="{office}/{kind}" Target="{one}" '
        'TargetMode="External"/>'
        for nth, one in enumerate(canary.addresses())
        for kind in ("image", "attachedTemplate", "oleObject")
    )
    shown = "".join(
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
        f'main" xmlns:r="{office}" r:link="ximage{nth}"/></w:drawing></w:r></w:p>'
        for nth, _one in enumerate(canary.addresses())
    )
    with zipfile.ZipFile(written, "w") as archive:
        for name in given.namelist():
            part = given.read(name).decode("utf-8", "surrogateescape")
            if name == "word/_rels/document.xml.rels":
                part = part.replace("</Relationships>", f"{elsewhere}</Relationships>")
            if name == "word/document.xml":
                part = part.replace("</w:body>", f"{shown}</w:body>")
            archive.writestr(name, part.encode("utf-8", "surrogateescape"))
    return written.getvalue()


def with_entity(content: bytes, canary: Canary) -> bytes:
    given, written = zipfile.ZipFile(BytesIO(content)), BytesIO()
    doctype = f'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:{canary.port}/x.dtd"> %p;]>'
    with zipfile.ZipFile(written, "w") as archive:
        for name in given.namelist():
            part = given.read(name)
            if name == "word/document.xml":
                part = part.replace(b"?>", b"?>" + doctype.encode(), 1)
            archive.writestr(name, part)
    return written.getvalue()


def test_it_works(canary):
    with socket.create_connection(("127.0.0.1", canary.port), 5) as asked:
        asked.recv(1)  # until it has been let go
    assert canary.heard == 1


def test_a_file_that_is_read_in_asks_nobody(canary):
    page = canary.page()
    assert door.read(page.encode(), "a.html").body
    assert door.read_pasted(page).body
    assert taken_over(page).html
    assert door.read(word(canary), "a.docx").body
    with pytest.raises(Refused):
        door.read(with_entity(papers.saved(papers.word()), canary), "a.docx")
    assert canary.heard == 0


def test_a_copy_that_is_compared_asks_nobody(canary):
    assert text_of(canary.page().encode())
    assert text_of(word(canary))
    with suppress(Unreadable):
        text_of(with_entity(papers.saved(papers.word()), canary))
    assert canary.heard == 0


def test_a_release_that_is_typeset_asks_nobody(canary, office, sequence, ani, budi):
    # As nobody could save it: the sanitiser of the form is not the only wall.
    first = canary.addresses()[0]
    release = issued(
        office,
        ani,
        budi,
        title=f'#image("{first}") @import url({first})',
        body=f"<p>Teks.</p>{canary.page()}",
        summary=f"![x]({first})",
    )
    address = f"/releases/{release.path}/"
    for paper in ("", *(kind for kind in KINDS if kind != "photos.zip")):
        answer = Client().get(address + paper)
        answer.getvalue()
        assert answer.status_code == 200, paper
    assert canary.heard == 0


def test_a_hub_leads_nowhere_else(canary, settings, monkeypatch):
    with listening() as hub:
        settings.WEBSUB_HUB = hub.address
        websub.ping("https://news.example/feeds/rss.xml")
        for status in (301, 302, 303, 307, 308):
            hub.status = status
            monkeypatch.setattr(hub, "elsewhere", f"http://127.0.0.1:{canary.port}/")
            with pytest.raises(urllib.error.HTTPError):
                websub.ping("https://news.example/feeds/rss.xml")
    assert len(hub.asked) == 6
    assert canary.heard == 0
