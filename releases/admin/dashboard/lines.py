"""What stands on the first page, line by line."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from releases.models import Release

SHOWN = 10  # of each kind; the rest stands in a list of its own


@dataclass(frozen=True)
class Line:
    """Something to look at: its number, its name that leads there, when, and who."""

    title: str
    url: str
    number: str = ""
    when: str = ""
    who: str = ""
    note: str = ""
    language: str = ""  # of the title, where it is not the page's


@dataclass(frozen=True)
class Group:
    """Lines of one kind. `more` is where the rest stands, "" where all stand here."""

    title: str
    lines: list[Line]
    more: str = ""


def group(title: str, lines: list[Line], more: str) -> Group:
    """The first lines of a kind, and where the rest stands."""
    return Group(title, lines[:SHOWN], more if len(lines) > SHOWN else "")


def of_release(release: Release, **said: Any) -> Line:
    """A line that leads to a release at the desk."""
    title = release.title or _("(no headline yet)")
    return Line(title, address(release), language=release.language, **said)


def address(release: Release) -> str:
    return reverse("admin:releases_release_change", args=[release.pk])


def listed(model: str, **query: str) -> str:
    """The address of a list at the desk, narrowed. `model` as in `releases_release`."""
    return f"{reverse(f'admin:{model}_changelist')}?{urlencode(query)}"


def at(moment: datetime.datetime) -> str:
    """A moment, shortly: "28 Mar 2020, 10.00"."""
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")


def day_and_time(moment: datetime.datetime) -> str:
    """A moment of these days: "Sab, 28 Mar, 10.00 WIB"."""
    return f"{date_format(localtime(moment), 'D, j M')}, {time(moment)}"


def time(moment: datetime.datetime) -> str:
    return date_format(localtime(moment), "TIME_FORMAT")
