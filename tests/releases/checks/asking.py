"""Asking one rule of one release."""

from datetime import date

from releases.checks.rule import Remark, Rule
from releases.models import Release


def said(rule: Rule, release: Release) -> list[str]:
    """What a rule has to say."""
    return [one.message if isinstance(one, Remark) else one for one in rule.find(release)]


def fields_of(rule: Rule, release: Release) -> list[str]:
    """The fields that what it says leads to."""
    return [one.field if isinstance(one, Remark) else rule.field for one in rule.find(release)]


def paper(*paragraphs: str, **fields) -> Release:
    """A release with these paragraphs, for rules that read nothing but its text."""
    fields = {"title": "Taman baca dibuka", "date": date(2020, 3, 28), "language": "id"} | fields
    return Release(body="".join(f"<p>{one}</p>" for one in paragraphs), **fields)
