"""A registrar pastes numbers that the office has used, and a sequence goes on from them."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from agencies.models import Agency
from numbering import patterns
from numbering.models import Sequence, today
from numbering.periods import Reset

WIZARD = "/en/admin/numbering/sequence/wizard/"
USED = "1158/SP-HMS/03/2020\n1203/SP-HMS/04/2020"
PATTERN = "{serial}/SP-HMS/{month:02}/{year}"
LAST_DAY = {"last": "1203/SP-HMS/04/2020", "opened_on": "2020-04-17"}


@pytest.fixture
def propose(client, dewi):
    """Ask for a proposal as Dewi; the page's context."""

    def asking(numbers=USED, **typed):
        client.force_login(dewi)
        response = client.post(WIZARD, {"numbers": numbers, "propose": "x"} | typed)
        assert response.status_code == 200
        return response.context

    return asking


@pytest.fixture
def make(client, dewi, office):
    """Make a sequence as Dewi, with these changes to what she types; the answer."""

    def making(button="make", **changes):
        client.force_login(dewi)
        typed = {
            "numbers": USED,
            "pattern": PATTERN,
            "own": "",
            "reset": "never",
            "fiscal_start_month": "1",
            "agency": office.pk,
            "name": "Siaran pers",
            "code": "",
            button: "x",
        }
        return client.post(WIZARD, typed | LAST_DAY | changes)

    return making


def offered(context):
    return [prospect.pattern for prospect, _ in context["prospects"]]


def refusals(response):
    """The names of the refused fields, and all that is said of them."""
    assert response.status_code == 200
    assert not Sequence.objects.exists()
    errors = response.context["numbers"].errors | response.context["form"].errors
    return set(errors), " ".join(said for field in errors.values() for said in field)


def test_it_works(client, dewi, office, propose):
    context = propose()
    assert offered(context)[0] == PATTERN
    form = context["form"]
    typed = {field.html_name: field.value() or "" for field in form} | {
        "numbers": USED,
        "pattern": PATTERN,
        "reset": "never",
        "name": "Siaran pers",
        "opened_on": "2020-04-17",
        "make": "x",
    }
    response = client.post(WIZARD, typed, follow=True)
    sequence = Sequence.objects.get()
    changed = reverse("admin:numbering_sequence_change", args=[sequence.pk])
    assert response.redirect_chain == [(changed, 302)]
    assert (sequence.agency, sequence.code) == (office, "diskabar-siaran-pers")
    assert (sequence.pattern, sequence.reset) == (PATTERN, Reset.NEVER)
    assert (sequence.opening_serial, sequence.opened_on) == (1204, datetime.date(2020, 4, 17))
    assert f"Its next number is {sequence.next_number(today())}." in response.content.decode()
    assert sequence.next_number(today()).startswith("1204/SP-HMS/")


def test_the_list_leads_to_it(client, dewi, office):
    client.force_login(dewi)
    assert f'href="{WIZARD}"' in client.get("/en/admin/numbering/sequence/").content.decode()
    assert client.get(WIZARD).status_code == 200


# What is proposed


def test_a_proposal_is_explained(propose, office):
    prospect, what_comes = propose()["prospects"][0]
    assert prospect.parts == patterns.explain(PATTERN)
    assert prospect.readings == [("1158/SP-HMS/03/2020", 1158), ("1203/SP-HMS/04/2020", 1203)]
    assert prospect.next_ones == [f"{n}/SP-HMS/{today():%m/%Y}" for n in range(1204, 1209)]
    assert f"1/SP-HMS/01/{today().year + 1}" in what_comes


def test_doubts_are_shown(client, dewi, office):
    client.force_login(dewi)
    page = client.post(WIZARD, {"numbers": "5/HMS/03/2024"}).content.decode()
    assert "One number does not show what changes" in page


def test_a_year_may_stand_behind_a_number(propose, office):
    assert (
        offered(propose("16/6/DKom (2014)\n28/159/DKom (2026)"))[0] == "{year-1998}/{serial}/DKom"
    )


@pytest.mark.parametrize(
    ("reset", "first"),
    [
        ("never", "1204/SP-HMS/01/{year}"),
        ("yearly", "1/SP-HMS/01/{year}"),
        ("fiscal", "1/SP-HMS/01/{year}"),
    ],
)
def test_each_reset_is_shown_by_an_example(propose, office, reset, first):
    first = first.format(year=today().year + 1)
    context = propose(reset=reset)
    said = dict(context["form"].fields["reset"].choices)[reset]
    assert first in said
    assert context["prospects"][0][1] in said


def test_a_fiscal_year_begins_in_the_month_chosen(propose, office):
    month = 7 if today().month != 7 else 8
    said = propose(reset="fiscal", fiscal_start_month=str(month))["prospects"][0][1]
    assert f"1/SP-HMS/{month:02}/" in said


def test_the_last_number_is_the_one_of_the_highest_serial(propose, office):
    form = propose("1203/SP-HMS/04/2020\n1158/SP-HMS/03/2020")["form"]
    assert form["last"].value() == "1203/SP-HMS/04/2020"
    assert form["opened_on"].value() == ""  # it says another month than today's


def test_a_last_number_of_this_month_is_dated_today(propose, office):
    now = f"{today():%m/%Y}"
    assert propose(f"7/HMS/{now}\n8/HMS/{now}")["form"]["opened_on"].value() == today()


def test_what_was_typed_stays(propose, office):
    typed = {"name": "Undangan", "code": "und", "last": "1300", "reset": "monthly"}
    form = propose(**typed)["form"]
    assert {name: form[name].value() for name in typed} == typed


def test_another_paste_brings_another_last_number(propose, office):
    suggested = {"last": "1203/SP-HMS/04/2020", "suggested": "1203/SP-HMS/04/2020"}
    form = propose(f"{USED}\n1290/SP-HMS/05/2020", **suggested)["form"]
    assert form["last"].value() == "1290/SP-HMS/05/2020"


def test_a_pattern_of_ones_own_joins_the_proposals(propose, office):
    context = propose(own="{serial:4}/SP-HMS/{month:02}/{year}")
    assert offered(context)[-1] == context["shown"].pattern == "{serial:4}/SP-HMS/{month:02}/{year}"
    assert context["form"]["own"].value() == ""


def test_a_pattern_of_ones_own_that_reads_no_number_is_told_so(propose, office):
    context = propose(own="{serial}/HMS")
    assert "{serial}/HMS" not in offered(context)
    assert len(context["own_problems"]) == 2
    assert context["form"]["own"].value() == "{serial}/HMS"


def test_where_nothing_can_be_proposed_a_pattern_can_be_written(propose, make, office):
    numbers = "98/6/DKom\n99/159/DKom"
    context = propose(numbers)
    assert context["numbers"].errors["numbers"]
    assert context["prospects"] == []
    make(
        numbers=numbers,
        pattern="",
        own="{year-1925}/{serial}/DKom",
        last="99/159/DKom",
        opened_on="2024-01-31",
    )
    assert Sequence.objects.get().pattern == "{year-1925}/{serial}/DKom"


# What is made


@pytest.mark.parametrize(
    "last", ["1210", "1210/SP-HMS/04/2020", "1210-sp-hms-iv-2020", "1210A/SP-HMS/4/2020"]
)
def test_the_last_number_may_be_written_in_many_ways(make, last):
    assert make(last=last).status_code == 302
    assert Sequence.objects.get().opening_serial == 1211


def test_a_year_in_which_none_was_used_begins_at_one(make):
    assert make(last="0", reset="yearly").status_code == 302
    assert Sequence.objects.get().opening_serial == 1


def test_a_code_that_is_taken_gets_a_number(make):
    make()
    make()
    assert Sequence.objects.filter(code="diskabar-siaran-pers-2").exists()


def test_a_pattern_of_ones_own_counts_instead_of_the_one_chosen(make):
    assert make(own="{serial:4}/SP-HMS/{month}/{year}").status_code == 302
    assert Sequence.objects.get().pattern == "{serial:4}/SP-HMS/{month}/{year}"


def test_the_number_of_a_fiscal_year_goes_on(make):
    make(
        numbers="2026-2027/326\n2025-2026/300",
        pattern="{fiscal}/{serial}",
        reset="fiscal",
        fiscal_start_month="4",
        last="2025-2026/326",
        opened_on="2026-03-31",
    )
    sequence = Sequence.objects.get()
    assert sequence.next_number(datetime.date(2026, 3, 31)) == "2025-2026/327"
    assert sequence.next_number(datetime.date(2026, 4, 1)) == "2026-2027/1"


# Refusals


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"numbers": ""}, "numbers", "required"),
        ({"pattern": ""}, "own", "Choose one of the patterns"),
        ({"pattern": "{year}"}, "pattern", "Add {serial}"),
        ({"pattern": "{serial}/HMS"}, "pattern", "“1158/SP-HMS/03/2020”: "),
        ({"own": "{serial}/HMS"}, "own", "“1203/SP-HMS/04/2020”: "),
        ({"own": "{serial}/" + "A" * 100}, "own", "Shorten the pattern"),
        ({"reset": ""}, "reset", "required"),
        ({"reset": "weekly"}, "reset", "not one of the available choices"),
        ({"fiscal_start_month": "13"}, "fiscal_start_month", "not one of the available choices"),
        ({"agency": ""}, "agency", "required"),
        ({"name": ""}, "name", "required"),
        ({"name": "A" * 101}, "name", "at most 100 characters"),
        ({"code": "kode salah"}, "code", "valid “slug”"),
        ({"last": ""}, "last", "required"),
        ({"last": "1203/HMS"}, "last", "Check HMS"),
        ({"last": "-5"}, "last", "ends too soon"),
        ({"last": "999999999"}, "last", "Use a serial from 1 to 999999999"),
        ({"last": "1157"}, "last", "1203/SP-HMS/04/2020 has been used already"),
        ({"opened_on": ""}, "opened_on", "required"),
        ({"opened_on": "31/02/2020"}, "opened_on", "valid date"),
        ({"opened_on": "9999-12-31", "last": "1203"}, "opened_on", "has been used already"),
        ({"opened_on": "0001-01-01", "last": "1203"}, "last", "cannot print the year 1"),
        ({"opened_on": "2020-05-01"}, "opened_on", "1204/SP-HMS/05/2020"),
    ],
)
def test_says_what_to_do(make, changes, field, said):
    fields, sentences = refusals(make(**changes))
    assert fields == {field}
    assert said in sentences


def test_every_problem_is_said_at_once(make):
    wrong = {"numbers": "", "name": "", "reset": "", "last": "HMS", "code": "kode salah"}
    response = make(**wrong, pattern="", agency="")
    assert refusals(response)[0] == {"numbers", "own", "name", "reset", "code", "agency"}
    assert 'value="kode salah"' in response.content.decode()


def test_a_taken_code_is_refused(make):
    make(code="siaran-pers")
    response = make(code="siaran-pers")
    assert response.context["form"].errors.keys() == {"code"}


@pytest.mark.parametrize(
    "hostile",
    [
        {"numbers": "\x00"},
        {"numbers": "1/HMS\n" * 10_000},
        {"numbers": "1\n" * 900},
        {"numbers": "9" * 1_900},
        {"numbers": "1" + "\u0301" * 1_900},
        {"numbers": "<script>alert(1)</script>"},
        {"pattern": "\x00"},
        {"pattern": "{serial}" * 10_000},
        {"pattern": "{serial:99999999}"},
        {"own": "\x00{serial}"},
        {"own": "{year-9999}{serial}"},
        {"own": "{" * 100_000},
        {"last": "\x00"},
        {"last": "9" * 5_000},
        {"last": "٣" * 10},
        {"agency": "abc"},
        {"agency": "9" * 30},
        {"agency": "\x00"},
        {"fiscal_start_month": "9" * 30},
        {"fiscal_start_month": "٣"},
        {"reset": "\x00"},
        {"opened_on": "\x00"},
        {"name": "\x00"},
        {"code": "\x00"},
        {"suggested": "\x00"},
    ],
    ids=lambda hostile: str(hostile)[:40],
)
@pytest.mark.parametrize("button", ["make", "propose"])
def test_hostile_input_is_refused_in_words(make, hostile, button):
    response = make(button, **hostile)
    assert response.status_code == 200
    assert not Sequence.objects.exists()
    assert "<script>alert" not in response.content.decode()


# Who may


@pytest.mark.parametrize("who", ["ani", "budi", "citra"])
def test_only_a_registrar_may(client, request, office, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(WIZARD).status_code == 403
    assert client.post(WIZARD, {"numbers": USED, "make": "x"}).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, office):
    assert client.get(WIZARD).status_code == 302


def test_another_agency_cannot_be_chosen(make):
    other = Agency.objects.create(name="Dinas Jauh", short_name="Disjauh", slug="disjauh")
    assert refusals(make(agency=other.pk))[0] == {"agency"}


def test_who_only_reads_is_not_led_to_it(client, ani, office):
    client.force_login(ani)
    assert WIZARD not in client.get("/en/admin/numbering/sequence/").content.decode()


# In a browser


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_a_walk(visit, dewi, office, width, scheme):
    # axe has to be let into the page.
    page = visit(
        dewi, bypass_csp=True, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page.goto("/en/admin/numbering/sequence/")
    page.click(f"a[href='{WIZARD}']")
    page.fill("#id_numbers", USED)
    page.click("input[name=propose]")
    page.click("input[name=make]")
    assert "Nothing was made yet" in page.inner_text(".errornote")
    found = Axe().run(page).response["violations"]
    assert [fault["id"] for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.check("input[name=reset][value=yearly]")
    page.fill("#id_name", "Siaran pers")
    page.fill("#id_opened_on", "2020-04-17")
    page.click("input[name=make]")
    assert "The sequence Siaran pers is made" in page.inner_text(".messagelist")
    assert page.input_value("#id_pattern") == PATTERN
    assert page.complaints == []
