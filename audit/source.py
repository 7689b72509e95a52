"""Where acts are recorded: rows of one table, read as lines of the audit.

Every source gives keys of the same four columns, so that the database merges, sorts, counts and
cuts them in one statement; the rows behind the keys of a page are then read with a query a source.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Expression, F, IntegerField, Model, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from audit.models import CameFrom

KINDS = {
    "agency": _("Agency"),
    "letterhead": _("Letterhead"),
    "contact": _("Contact"),
    "membership": _("Role"),
    "sequence": _("Sequence"),
    "release": _("Release"),
    "register": _("Register"),
    "page": _("Page"),
    "notice": _("Notice"),
    "account": _("Account"),
    "sign-in": _("Sign-in"),
}
COLUMNS = ("act_at", "act_source", "act_row", "act_more")


@dataclass(frozen=True)
class Asked:
    """What is looked for. None and empty stand for all.

    Attributes:
        person: a part of a user name.
        agencies: primary keys of those whose acts are looked for.
        since, until: aware times; `until` is not looked for itself.
        of: the primary key of the one thing whose acts are looked for, with its `kind`.
    """

    person: str = ""
    kind: str = ""
    agencies: frozenset[int] | None = None
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    words: str = ""
    of: int | None = None


@dataclass
class Line:
    """One act, as people read it.

    Attributes:
        who: empty for a command.
        what: the act.
        subject: on what.
        changes: (field, before, after), in words.
        fields: of a release, the changed fields alone; its texts stand in its own history.
        page: the thing, or what it is part of: a model of the desk, and a primary key.
    """

    at: datetime.datetime
    who: str
    kind: str
    what: str
    subject: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    note: str = ""
    address: str | None = None
    page: tuple[type[Model], int] | None = None
    link: str = ""

    @property
    def kind_label(self) -> str:
        return str(KINDS[self.kind])


class Source:
    """Rows that each tell of one act.

    Attributes:
        name: its own among the sources.
        kind: one of KINDS.
        at: lookup to the time.
        name_of_who: lookup to the user name.
        agency: lookup to the agency's primary key; empty where superusers alone may look.
        thing: lookup to the primary key of what was acted on.
        words: lookups to the texts that are searched.
        json: lookup to a text that is searched as JSON; empty where there is none.
        address: lookup to the address; empty where a `CameFrom` has it.
        more: a number that `line` is told besides.
    """

    name = ""
    kind = ""
    at = ""
    name_of_who = ""
    agency = ""
    thing = ""
    words: tuple[str, ...] = ()
    json = ""
    address = ""
    more: Expression = Value(0, IntegerField())

    def rows(self) -> QuerySet:
        raise NotImplementedError

    def line(self, row: Any, more: int) -> Line:
        raise NotImplementedError

    def may_hold(self, asked: Asked) -> bool:
        """Whether there can be anything that is looked for, and may be seen."""
        return asked.kind in ("", self.kind) and bool(self.agency or asked.agencies is None)

    def found(self, asked: Asked) -> QuerySet:
        """The rows that are looked for."""
        rows = self.rows().order_by()
        if asked.agencies is not None:
            rows = rows.filter(**{f"{self.agency}__in": asked.agencies})
        if asked.person:
            rows = rows.filter(**{f"{self.name_of_who}__icontains": asked.person})
        if asked.since:
            rows = rows.filter(**{f"{self.at}__gte": asked.since})
        if asked.until:
            rows = rows.filter(**{f"{self.at}__lt": asked.until})
        if asked.of:
            rows = rows.filter(**{self.thing: asked.of})
        return rows.filter(self._says(asked.words)) if asked.words else rows

    def _says(self, words: str) -> Q:
        said = Q()
        for lookup in (*self.words, *filter(None, [self.address])):
            said |= Q(**{f"{lookup}__icontains": words})
        if self.json:
            said |= Q(**{f"{self.json}__icontains": json.dumps(words, ensure_ascii=False)[1:-1]})
        if not self.address:
            there = CameFrom.objects.filter(source=self.name, address__icontains=words)
            said |= Q(pk__in=there.values("row"))
        return said

    def keys(self, asked: Asked) -> QuerySet:
        """Time, source, primary key and one number more of every row that is looked for."""
        return (
            self.found(asked)
            .annotate(
                act_at=F(self.at),
                act_source=Value(self.name, CharField()),
                act_row=F("pk"),
                act_more=self.more,
            )
            .values_list(*COLUMNS)
        )

    def lines(self, keys: Iterable[tuple[int, int]]) -> dict[int, Line]:
        """The lines of some rows, each by its primary key."""
        more = dict(keys)
        rows = self.rows().in_bulk(more)
        lines = {pk: self.line(row, more[pk]) for pk, row in rows.items()}
        if not self.address:
            came = CameFrom.objects.filter(source=self.name, row__in=lines)
            for pk, address in came.values_list("row", "address"):
                lines[pk].address = address
        return lines
