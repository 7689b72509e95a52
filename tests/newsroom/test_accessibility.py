"""No page breaks WCAG 2.2 AA as far as axe can tell, on a desk, on a phone, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from agencies.invitations import secret_of
from ingest import door
from ingest.archive.flags import Flag
from ingest.models import ArchiveImport, ArchiveRow, Paper, Standing
from releases.links import making
from releases.models import Asset, Preparing, Topic
from tests.cast import person, put_under
from tests.pages.raising import notice
from tests.releases.files.attaching import attached, coloured
from tests.releases.files.makers import pdf
from tests.releases.links.linking import SARI, previewed, scheduled
from tests.thoroughness import once

pytestmark = once

PUBLIC = [
    "/",
    "/releases/",
    "/releases/?q=x&year=abc",
    "/releases/?q=taman&language=id",
    "/releases/2020/03/gubernur-resmikan-taman-baca/",
    "/agencies/",
    "/agencies/diskabar/",
    "/style/",
    "/number/9",
    "/en/",
    "/topics/",
    "/en/topics/taman/",
    "/archive/",
    "/corrections/",
    "/verify/?number=1158",
    "/contacts/",
    "/about/",
    "/en/accessibility/",
]
DESK = [
    "/admin/",
    "/admin/releases/release/",
    "/admin/releases/release/add/",
    "/admin/releases/release/{pk}/change/",
    "/admin/releases/release/{pk}/history/",
    "/admin/releases/release/{pk}/notes/",
    "/admin/releases/release/{pk}/compare/revisions/?a=1&b=3",
    "/admin/releases/release/{pk}/restore/1/",
    "/admin/releases/override/",
    "/admin/releases/release/{pk}/move/approve/",
    "/admin/releases/release/several/submit/?ids={pk}",
    "/admin/releases/release/several/add-topics/?ids={pk}",
    "/admin/numbering/number/",
    "/admin/read/",
]
REGISTER = [
    "/admin/",
    "/admin/numbering/number/",
    "/admin/numbering/number/{number}/change/",
    "/admin/numbering/number/{number}/void/",
    "/admin/numbering/number/enter/reserve/",
    "/admin/numbering/number/enter/paper/",
    "/admin/numbering/number/enter/jump/",
    "/admin/numbering/number/enter/close/",
    "/admin/numbering/number/book/?sequence=siaran-pers",
    "/admin/numbering/sequence/wizard/",
    "/admin/audit/",
    "/admin/audit/?since=x",
    "/admin/agencies/agency/{agency}/history/",
]
REFERENCE = [
    "/admin/releases/topic/",
    "/admin/releases/topic/add/",
    "/admin/releases/topic/{topic}/merge/",
    "/admin/releases/houserule/add/",
    "/admin/releases/releasetemplate/add/",
    "/admin/pages/page/",
    "/admin/pages/page/add/",
    "/admin/pages/notice/",
    "/admin/pages/notice/add/",
    "/admin/pages/notice/{notice}/change/",
    "/admin/pages/notice/{notice}/end/",
]
LOOKS = [(1280, "light"), (390, "dark")]


def faults(page, addresses) -> dict[str, list[str]]:
    """What axe finds on each page where it finds something."""
    found = {}
    for address in addresses:
        page.goto(address)
        if violations := Axe().run(page).response["violations"]:
            found[address] = [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in violations]
    return found


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_public_pages(visit, published, office, budi, width, scheme):
    office.contacts.update(by_default=True, email="humas@example.org", hours="08.00–16.00")
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    put_under(published, topic)
    notice(budi)
    # axe has to be let into the page; the policy itself is tested in the walk.
    page = visit(bypass_csp=True, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert faults(page, PUBLIC) == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_desk(visit, submitted, ani, budi, width, scheme):
    submitted.title = "Gubernur resmikan dua taman baca"
    submitted.record(ani)
    submitted.add_note(ani, "Mohon dibaca hari ini.")
    page = visit(
        budi, bypass_csp=True, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    assert faults(page, [address.format(pk=submitted.pk) for address in DESK]) == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_register(visit, reserve, dewi, width, scheme):
    page = visit(
        dewi, bypass_csp=True, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    number = reserve()
    about = {"number": number.pk, "agency": number.agency_id}
    assert faults(page, [address.format(**about) for address in REGISTER]) == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_what_was_read_in(visit, published, dewi, width, scheme):
    office = published.agency
    dewi.memberships.create(agency=office, role="author")
    text = "SIARAN PERS\nNomor: 41/UJI/2020\n\nTaman Baca Dibuka\n\nTaman baca dibuka hari ini."
    Paper.keep(door.read_pasted(text), "satu.txt", office, "id", dewi)
    file = ArchiveImport.objects.create(agency=office, name="arsip.csv", by=dewi, rows=1)
    row = ArchiveRow(agency=office, first=file, seen=file, key="1", place=1, release=published)
    row.state = Standing.PUBLIC
    row.add_flag(Flag.SPELLING, "18 - 476")
    row.save()
    page = visit(
        dewi, bypass_csp=True, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    archive = "/admin/ingest/archiverow/"
    assert faults(page, ["/admin/read/review/", archive, f"{archive}{row.pk}/change/"]) == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_reference_data(visit, sequence, dewi, width, scheme):
    page = visit(
        dewi, bypass_csp=True, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    topic = Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")
    Topic.objects.create(name="Kesehatan", name_en="Health", slug="kesehatan")
    about = {"topic": topic.pk, "notice": notice(dewi).pk}
    dewi.memberships.create(agency=sequence.agency, role="approver")
    assert faults(page, [address.format(**about) for address in REFERENCE]) == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_people(visit, office, boss, width, scheme):
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    eka = person("eka", email="eka@example.org", first_name="Eka")
    desk = [f"/admin/auth/user/{address}" for address in ("", "invite/", f"{eka.pk}/invite/")]
    page = visit(boss, bypass_csp=True, **look)
    assert faults(page, desk) == {}
    page.goto(desk[1])
    page.click("input.default")  # without a name
    assert Axe().run(page).response["violations"] == []
    page = visit(bypass_csp=True, **look)
    invitation = f"/invitation/{secret_of(eka)}/"
    assert faults(page, [invitation, "/invitation/palsu/"]) == {}
    page.goto(invitation)
    for field in ("#id_new_password1", "#id_new_password2"):
        page.fill(field, "taman-baca-di-sungai")
    page.click("input[type=submit]")
    page.wait_for_selector("a.button")  # a page without referrer, whose form is taken all the same
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pictures_and_files(visit, draft, ani, budi, width, scheme):
    draft.body = "<p>Taman baca dibuka.</p><p>[foto 1]</p>"
    attached(draft, ani, coloured("green", 700), "taman.png", alt="Taman", caption="Di tepi sungai")
    attached(draft, ani, coloured("blue", 700), "pita.png", decorative=True)
    attached(draft, ani, pdf(), "laporan.pdf", caption="Laporan")
    draft.record(ani)
    draft.submit(ani)
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = visit(budi, bypass_csp=True, **look)
    Asset.objects.update(preparing=Preparing.FAILED)
    assert faults(page, [f"/admin/releases/release/{draft.pk}/change/", "/admin/"]) == {}
    draft.approve(budi, draft.revision)
    sheet = draft.public_edition().get_absolute_url()
    assert faults(visit(bypass_csp=True, **look), [sheet, "/"]) == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_after_publication(visit, published, ani, budi, width, scheme):
    published.correct(ani)
    published.body = "<p>Dua taman baca dibuka.</p>"
    published.record(ani)
    published.submit(ani)
    published.approve(budi, published.revision, correction_note="Dua, bukan satu.")
    public = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = visit(bypass_csp=True, **public)
    sheet = published.public_edition().get_absolute_url()
    listed = [sheet, f"{sheet}editions/1/", f"{sheet}editions/1/2/", "/corrections/"]
    assert faults(page, listed) == {}
    moves = [
        f"/admin/releases/release/{published.pk}/move/{move}/"
        for move in ("correct", "withdraw", "translate", "replace")
    ]
    assert faults(visit(budi, bypass_csp=True, **public), [*moves, "/admin/"]) == {}
    published.withdraw(budi, "Keliru.")
    assert faults(page, [sheet, "/", "/corrections/"]) == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_links(visit, submitted, ani, budi, width, scheme):
    preview = previewed(submitted, ani)
    edition = scheduled(submitted, ani, budi)
    link, token = making.embargo(edition, budi, SARI)
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = visit(bypass_csp=True, **look)
    opened = [preview, f"/embargo/{token}/", "/preview/palsu/"]
    assert faults(page, opened) == {}
    desk = f"/admin/releases/release/{submitted.pk}/links/"
    page = visit(budi, bypass_csp=True, **look)
    assert faults(page, [desk, f"{desk}{link.pk}/", f"{desk}{link.pk}/revoke/"]) == {}
    page.goto(desk)
    page.click("button[value=embargo]")  # without a name
    assert Axe().run(page).response["violations"] == []
    page.fill("#id_embargo-recipient", SARI)
    page.click("button[value=embargo]")
    page.wait_for_selector("#secret")
    assert Axe().run(page).response["violations"] == []
