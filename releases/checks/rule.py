"""What a check before approval is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from releases.models import Release


class Level(models.TextChoices):
    """How a finding is taken. An error stands in the way of approval."""

    ERROR = "error", _("error")
    WARNING = "warning", _("warning")
    ADVICE = "advice", _("advice")
    OFF = "off", _("off")


class Remark(NamedTuple):
    """A sentence that leads to another field than its rule's own."""

    message: str
    field: str


@dataclass(frozen=True)
class Rule:
    """One check before approval.

    Attributes:
        code: what house rules call it by; it never changes.
        name: what it is called at the desk.
        reason: why it exists, in one sentence, for those who may switch it.
        level: how it is taken where no agency says otherwise.
        field: the form's field that its sentences lead to.
        find: what it has to say of a saved release, one sentence each, in the active language.
    """

    code: str
    name: str | Promise
    reason: str | Promise
    level: Level
    field: str
    find: "Callable[[Release], Iterable[str | Remark]]"


@dataclass(frozen=True)
class Finding:
    """A sentence on a release: by which rule, how it is taken, and the field to mend it in."""

    rule: str
    level: Level
    message: str
    field: str
