"""A release on which nobody is named to answer questions. Only public contacts are printed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release


def find(release: "Release") -> Iterator[str]:
    contacts = release.contacts.all()
    if not contacts:
        yield _("It has no contact. Choose who answers questions about it.")
    elif not any(contact.public for contact in contacts):
        yield _("None of its contacts is public, so none is printed. Choose a public one.")


RULE = Rule(
    code="contact",
    name=gettext_lazy("No contact"),
    reason=gettext_lazy("Journalists need somebody to ask, or they ask somebody else."),
    level=Level.WARNING,
    field="contacts",
    find=find,
)
