"""What the roles of a press office may do. Our own table; offices differ only in who holds one."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    AUTHOR = "author", _("author")
    EDITOR = "editor", _("editor")
    APPROVER = "approver", _("approver")
    REGISTRAR = "registrar", _("registrar")


class Action(StrEnum):
    VIEW = "view"  # see the agency's releases, register and reference data at the desk
    WRITE = "write"  # write releases, read them in from paper, discard and recover drafts
    SUBMIT = "submit"
    SEND_BACK = "send back"
    APPROVE = "approve"
    CANCEL = "cancel"  # cancel or postpone what is scheduled
    WITHDRAW = "withdraw"
    OVERRIDE = "override"  # give a reason for approving one's own, where the agency allows it
    REDACT = "redact"  # take text out of what is sealed: in no role, so for superusers alone
    MANAGE = "manage"  # letterheads, contacts, sequences
    REGISTER = "register"  # reserve, void, enter from paper, jump ahead, close, take late numbers


WRITING = frozenset({Action.VIEW, Action.WRITE, Action.SUBMIT})
EDITING = WRITING | {Action.SEND_BACK}

ALLOWED: dict[str, frozenset[Action]] = {
    Role.AUTHOR: WRITING,
    Role.EDITOR: EDITING,
    Role.APPROVER: EDITING | {Action.APPROVE, Action.CANCEL, Action.WITHDRAW, Action.OVERRIDE},
    Role.REGISTRAR: frozenset({Action.VIEW, Action.MANAGE, Action.REGISTER}),
}


def roles_for(action: Action) -> list[str]:
    """The roles that may do `action`."""
    return [role for role, actions in ALLOWED.items() if action in actions]


# Who holds one of these anywhere signs in with a second factor; so do superusers.
WITH_SECOND_FACTOR = (Role.APPROVER, Role.REGISTRAR)
