"""Everywhere acts are recorded, in all apps."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, F, Max, Min, Model, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agencies.models import Agency, Contact, Letterhead, Membership
from audit.models import Door, SignIn
from audit.source import COLUMNS, Asked, Line, Source
from numbering.models import Counter, Number, Origin, Sequence, State
from releases.models import Release, Revision


class History(Source):
    """Reference data and accounts, as their history has them."""

    at = "history_date"
    name_of_who = "history_user__username"
    thing = "id"
    words = ("history_subject", "history_user__username")
    json = "history_changes"
    address = "history_address"

    def __init__(self, kind: str, model: Any, agency: str = "", page: type[Model] = Agency) -> None:
        self.name = self.kind = kind
        self.model, self.agency, self.page = model, agency, page

    def rows(self) -> QuerySet:
        return self.model.history.model.objects.select_related("history_user")

    def line(self, row: Any, more: int) -> Line:
        of = row.agency_id if self.page is Agency and self.model is not Agency else row.id
        return Line(
            at=row.history_date,
            who=str(row.history_user or ""),
            kind=self.kind,
            what=row.act,
            subject=row.history_subject,
            changes=row.changes,
            address=row.history_address,
            page=(self.page, of),
        )


class Texts(History):
    """The same of long texts: which of them changed. How they read stands in their own history."""

    def line(self, row: Any, more: int) -> Line:
        line = super().line(row, more)
        line.fields, line.changes = [name for name, _was, _is_now in line.changes], []
        return line


class Revisions(Source):
    """Saves and moves of releases."""

    name = kind = "release"
    at = "at"
    name_of_who = "by__username"
    agency = "release__agency"
    thing = "release"
    words = ("release__title", "note", "by__username")

    def rows(self) -> QuerySet:
        return Revision.objects.select_related("release", "by").defer("content")

    def line(self, row: Revision, more: int) -> Line:
        return Line(
            at=row.at,
            who=str(row.by),
            kind=self.kind,
            what=row.get_action_display(),
            subject=row.release.title,
            fields=row.changed_labels,
            note=row.note,
            page=(Release, row.release_id),
        )


class InTheRegister(Source):
    kind = "register"
    thing = "pk"

    @staticmethod
    def numbers() -> QuerySet[Number]:
        return Number.objects.select_related("sequence", "taken_by", "voided_by", "owner")


class Taken(InTheRegister):
    """Numbers that were taken, reserved, or entered from paper and old books."""

    name = "number"
    at = "taken_at"
    name_of_who = "taken_by__username"
    agency = "agency"
    words = ("text", "reason", "taken_by__username", "owner__username")

    def rows(self) -> QuerySet:
        return self.numbers().exclude(state=State.SKIPPED)

    def line(self, row: Number, more: int) -> Line:
        return Line(
            at=row.taken_at,
            who=str(row.taken_by),
            kind=self.kind,
            what=self._what(row),
            subject=str(row),
            note=row.reason,
            page=(Number, row.pk),
        )

    @staticmethod
    def _what(row: Number) -> str:
        if row.owner:
            return _("reserved for %(person)s") % {"person": row.owner}
        return (
            pgettext("act", "taken") if row.origin == Origin.ALLOCATED else row.get_origin_display()
        )


class Skipped(InTheRegister):
    """Jumps, each one act however many serials it skipped. Known by the last of its lines."""

    name = "skipped"
    at = "taken_at"
    name_of_who = "taken_by__username"
    agency = "agency"
    words = ("reason", "taken_by__username", "sequence__name")

    def rows(self) -> QuerySet:
        return self.numbers().filter(state=State.SKIPPED)

    def keys(self, asked: Asked) -> QuerySet:
        jumps = self.found(asked).values("sequence", "period", "taken_at")
        return jumps.annotate(
            act_at=F(self.at),
            act_source=Value(self.name, CharField()),
            act_row=Max("pk"),
            act_more=Min("serial"),
        ).values_list(*COLUMNS)

    def line(self, row: Number, more: int) -> Line:
        serials = f"{more}" if more == row.serial else f"{more}–{row.serial}"
        return Line(
            at=row.taken_at,
            who=str(row.taken_by),
            kind=self.kind,
            what=pgettext("act", "skipped"),
            subject=f"{serials} ({row.sequence.name if row.sequence else ''})",
            note=row.reason,
            page=(Number, row.pk),
        )


class Voided(InTheRegister):
    name = "void"
    at = "voided_at"
    name_of_who = "voided_by__username"
    agency = "agency"
    words = ("text", "void_reason", "voided_by__username")

    def rows(self) -> QuerySet:
        return self.numbers().filter(state=State.VOID)

    def line(self, row: Any, more: int) -> Line:
        return Line(
            at=row.voided_at,
            who=str(row.voided_by),
            kind=self.kind,
            what=pgettext("act", "voided"),
            subject=str(row),
            note=row.void_reason,
            page=(Number, row.pk),
        )


class Closed(Source):
    """Books that were closed at the end of their period."""

    name = "closing"
    kind = "register"
    at = "closed_at"
    name_of_who = "closed_by__username"
    agency = "sequence__agency"
    thing = "pk"
    words = ("sequence__name", "period", "closed_by__username")

    def rows(self) -> QuerySet:
        return Counter.objects.exclude(closed_at=None).select_related("sequence", "closed_by")

    def line(self, row: Any, more: int) -> Line:
        return Line(
            at=row.closed_at,
            who=str(row.closed_by),
            kind=self.kind,
            what=pgettext("act", "book closed"),
            subject=f"{row.sequence.name} {row.period}",
            page=(Sequence, row.sequence_id),
        )


class SignIns(Source):
    name = kind = "sign-in"
    at = "at"
    name_of_who = "name"
    thing = "person"
    words = ("name", "whose", "note")
    address = "address"

    def rows(self) -> QuerySet:
        return SignIn.objects.all()

    def line(self, row: SignIn, more: int) -> Line:
        return Line(
            at=row.at,
            who=row.name if row.name or row.what == Door.RESET else _("unknown name"),
            kind=self.kind,
            what=row.get_what_display(),
            subject=row.whose,
            note=row.note,
            address=row.address,
            page=(User, row.person_id) if row.whose and row.person_id else None,
        )


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        History("agency", Agency, agency="id"),
        History("letterhead", Letterhead, agency="agency"),
        History("contact", Contact, agency="agency"),
        History("membership", Membership, agency="agency"),
        History("sequence", Sequence, agency="agency", page=Sequence),
        History("account", User, page=User),
        Revisions(),
        Taken(),
        Skipped(),
        Voided(),
        Closed(),
        SignIns(),
    )
}
