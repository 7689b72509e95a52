"""Every check, asked of a release, at the levels that its agency has set."""

import pytest

from agencies.models import Agency
from releases.checks.examining import RULES, examine, levels_of
from releases.checks.rule import Finding, Level
from releases.models import HouseRule
from tests.cast import written

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def faulty(office, sequence, ani):
    """A draft with an error, warnings and an advice: the date lies years back."""
    return written(office, ani, title="TBD " + "a" * 120, body="<p>Senin, 28 Maret 2020</p>")


@pytest.fixture
def province(office):
    """The agency above the press office."""
    office.parent = Agency.objects.create(name="Provinsi Uji", short_name="Prov", slug="prov")
    office.save()
    return office.parent


def levels(release):
    return {finding.rule: finding.level for finding in examine(release)}


def test_it_works(faulty):
    assert [(finding.rule, finding.field) for finding in examine(faulty)] == [
        ("placeholder", "title"),
        ("far-date", "date"),
        ("weekday", "body"),
        ("contact", "contacts"),
        ("headline-length", "title"),
    ]
    assert examine(faulty)[0] == Finding(
        "placeholder",
        Level.ERROR,
        "“TBD” is still to be filled in. Write what belongs there.",
        "title",
    )


def test_of_a_release_that_is_right_nothing_is_found(draft, office):
    draft.paper_numbers = "1100/SP-HMS/03/2020"
    draft.contacts.add(office.contacts.get())
    assert examine(draft) == []


def test_an_agency_makes_a_warning_an_error(faulty, office):
    HouseRule.objects.create(agency=office, rule="weekday", level=Level.ERROR)
    assert [finding.rule for finding in examine(faulty)][:2] == ["placeholder", "weekday"]
    assert levels(faulty)["weekday"] == Level.ERROR


def test_an_agency_switches_a_rule_off(faulty, office):
    HouseRule.objects.create(agency=office, rule="placeholder", level=Level.OFF)
    assert "placeholder" not in levels(faulty)


def test_an_agency_switches_a_rule_on(office, ani):
    release = written(office, ani, title="GUBERNUR RESMIKAN TAMAN BACA")
    assert "headline-capitals" not in levels(release)
    HouseRule.objects.create(agency=office, rule="headline-capitals", level=Level.ADVICE)
    assert levels(release)["headline-capitals"] == Level.ADVICE


def test_those_below_it_follow(faulty, province):
    HouseRule.objects.create(agency=province, rule="weekday", level=Level.ERROR)
    assert levels(faulty)["weekday"] == Level.ERROR


def test_the_nearest_agency_decides(faulty, province, office):
    country = Agency.objects.create(name="Negara Uji", short_name="Negara", slug="negara")
    province.parent = country
    province.save()
    HouseRule.objects.create(agency=office, rule="weekday", level=Level.ADVICE)
    HouseRule.objects.create(agency=country, rule="weekday", level=Level.OFF)
    HouseRule.objects.create(agency=province, rule="weekday", level=Level.ERROR)
    assert levels(faulty)["weekday"] == Level.ADVICE
    assert levels_of(province)["weekday"] == Level.ERROR


def test_another_agencys_levels_do_not_count(faulty, clinic):
    HouseRule.objects.create(agency=clinic, rule="weekday", level=Level.OFF)
    assert levels(faulty)["weekday"] == Level.WARNING


def test_a_setting_for_a_rule_that_is_no_more_does_no_harm(faulty, office):
    HouseRule.objects.create(agency=office, rule="gone", level=Level.ERROR)
    assert "gone" not in levels(faulty)


def test_where_nothing_is_set_each_rule_has_its_own(office):
    assert levels_of(office) == {rule.code: rule.level for rule in RULES}


def test_it_asks_the_database_little(published, office, ani, django_assert_max_num_queries):
    links = "".join(f'<a href="/releases/2020/03/{n}/">x</a>' for n in range(20))
    body = f"<p>{links} 0812 0000 1111, Senin (28/3), TBD</p>" * 5
    release = type(published).objects.get(pk=written(office, ani, body=body).pk)
    with django_assert_max_num_queries(19):
        found = examine(release)
    assert {"dead-link", "mobile-number", "same-headline"} <= {finding.rule for finding in found}


def test_of_an_ordinary_release_it_asks_less(draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        examine(draft)


def test_what_is_off_is_not_even_asked(draft, office, django_assert_num_queries):
    for rule in RULES:
        HouseRule.objects.create(agency=office, rule=rule.code, level=Level.OFF)
    with django_assert_num_queries(2):
        assert examine(draft) == []
