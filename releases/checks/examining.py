"""Every check before approval, asked of one release."""

from typing import TYPE_CHECKING

from releases.checks import (
    alt_text,
    contact,
    contact_phone,
    dead_link,
    far_date,
    headline_capitals,
    headline_length,
    missing_figure,
    mobile_number,
    nik,
    number_date,
    placeholder,
    same_headline,
    weekday,
)
from releases.checks.rule import Finding, Level, Remark, Rule

if TYPE_CHECKING:
    from agencies.models import Agency
    from releases.models import Release

RULES: tuple[Rule, ...] = (
    far_date.RULE,
    number_date.RULE,
    headline_length.RULE,
    headline_capitals.RULE,
    same_headline.RULE,
    placeholder.RULE,
    weekday.RULE,
    nik.RULE,
    mobile_number.RULE,
    dead_link.RULE,
    contact.RULE,
    contact_phone.RULE,
    alt_text.RULE,
    missing_figure.RULE,
)
GRAVEST_FIRST = (Level.ERROR, Level.WARNING, Level.ADVICE)


def examine(release: "Release", only: Level | None = None) -> list[Finding]:
    """What the checks find, at the levels that its agency has set.

    Args:
        release: as it was last saved.
        only: the one level to ask for; None for all.

    Returns:
        Errors first, then warnings, then advice; of one level in the order of `RULES`.
    """
    levels = levels_of(release.agency)
    findings = []
    for rule in RULES:
        level = levels[rule.code]
        if level == Level.OFF or (only and level != only):
            continue
        for said in rule.find(release):
            message, field = said if isinstance(said, Remark) else (said, rule.field)
            findings.append(Finding(rule.code, level, message, field))
    return sorted(findings, key=lambda finding: GRAVEST_FIRST.index(finding.level))


def levels_of(agency: "Agency") -> dict[str, Level]:
    """The level of every rule, by its code: the nearest agency that has set one decides."""
    lineage = agency.lineage()
    set_ones = agency.house_rules.model.objects.filter(agency__in=lineage)
    farthest_first = sorted(set_ones, key=lambda one: -lineage.index(one.agency_id))
    levels = {rule.code: rule.level for rule in RULES}
    return levels | {one.rule: Level(one.level) for one in farthest_first}
