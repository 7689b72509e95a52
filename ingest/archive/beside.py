"""What stands beside the text in a row of an archive: files, and whom to ask.

Files lie beside the archive, by their names or paths. Nothing outside that folder is opened, and
each goes through the desk's own door for files.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agencies.models import Contact as Known
from ingest.contacts import Contacts
from ingest.reading import Contact
from releases.files.intake import take_in
from releases.models import Asset

MOST_FILES = 30
"""Files of one row, our own rule: a release of a hundred pictures is a folder put in one cell."""


@dataclass(frozen=True)
class Taken:
    """A file that is kept, and what it is called."""

    asset: Asset
    name: str


@dataclass(frozen=True)
class Folder:
    """Where the files of an archive lie."""

    root: Path

    @classmethod
    def beside(cls, archive: Path, below: str) -> "Folder":
        """The folder of an archive, or one below it."""
        return cls((archive.parent / below).resolve())

    def find(self, name: str) -> Path:
        """The path of a file.

        Args:
            name: as the archive has it; Windows' strokes are read as well.

        Raises:
            ValidationError: it is an address, lies outside, or is not there.
        """
        if "://" in name:
            raise ValidationError(
                _("%(name)s is an address. Save the file beside the archive."),
                params={"name": name},
            )
        try:
            path = (self.root / name.replace("\\", "/")).resolve()
            found = path.is_file()
        except (OSError, ValueError):  # a name that no file can have
            path, found = self.root, False
        if found and not path.is_relative_to(self.root):
            raise ValidationError(
                _("%(name)s lies outside the archive’s folder."), params={"name": name}
            )
        if not found:
            raise ValidationError(_("%(name)s is not there."), params={"name": name})
        return path


def take(names: Iterable[str], folder: Folder) -> tuple[list[Taken], list[str]]:
    """Keep the files of a row.

    Args:
        names: as the archive has them, in the order in which the text calls them [foto 1] …

    Returns:
        Those that are kept, and a sentence for each that is not.
    """
    names, taken, refused = list(names), [], []
    for name in names[:MOST_FILES]:
        try:
            path = folder.find(name)
            with path.open("rb") as file:
                accepted = take_in(file, path.name)
                taken.append(Taken(Asset.keep(accepted), accepted.name))
        except ValidationError as error:
            refused += error.messages
        except OSError as error:
            refused.append(f"{name}: {error.strerror}")
    refused += [
        _("%(name)s: there are more than %(most)d files.") % {"name": name, "most": MOST_FILES}
        for name in names[MOST_FILES:]
    ]
    return taken, refused


def contacts_of(parts: Iterable[str]) -> tuple[list[Contact], list[str]]:
    """The contacts of a cell, and what of it could not be read.

    Args:
        parts: one for each contact, such as “Laksmi, Kepala Humas, 0812-5550-1044”.
    """
    found: list[Contact] = []
    left: list[str] = []
    for part in parts:
        gathered = Contacts()
        for line in ("Narahubung:", *part.splitlines()):
            gathered.take(line.strip(), 0)
        found += gathered.found()
        left += gathered.left or ([] if gathered.found() else [part])
    return found, left


def printable(contact: Contact) -> dict[str, object] | None:
    """A contact as an edition has it; None where it has no name, or more than fits."""
    name, position = contact.name or contact.position, contact.position if contact.name else ""
    known = Known(
        name=name or "",
        position=position or "",
        phones="\n".join(contact.phones),
        email=contact.email or "",
    )
    try:
        known.clean_fields(exclude=["agency"])
    except ValidationError:
        return None
    return known.copy()
