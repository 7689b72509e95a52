"""A contact that is printed without a telephone number."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release


def find(release: "Release") -> Iterator[str]:
    for contact in release.contacts.all():
        if contact.public and not contact.phones.strip():
            yield (
                _(
                    "The contact %(name)s has no telephone number. Add one to the agency’s "
                    "contacts, or choose another contact."
                )
                % {"name": contact.name}
            )


RULE = Rule(
    code="contact-phone",
    name=gettext_lazy("Contact without telephone"),
    reason=gettext_lazy("Questions on the day of a release come by telephone."),
    level=Level.WARNING,
    field="contacts",
    find=find,
)
