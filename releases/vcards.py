"""A contact of a release as a vCard 4.0, after RFC 6350.

Lines end with CRLF and have at most 75 octets; what is longer goes on after a space (section 3.2).
In values the backslash, comma, semicolon and line end are escaped (section 3.4).
"""

from collections.abc import Iterable, Iterator

LONGEST = 75  # octets of a line, without its end


def vcard(contact: dict, organisation: str) -> str:
    """What an edition says of a contact, and no more.

    Args:
        contact: as `agencies.models.Contact.copy` gave it.
        organisation: the name of the agency that issued the release.
    """
    said = [
        ("FN", contact["name"]),
        ("ORG", organisation),
        ("TITLE", contact["position"]),
        *(('TEL;TYPE="work,voice"', phone) for phone in contact["phones"]),
        ("EMAIL;TYPE=work", contact["email"]),
        ("NOTE", "\n".join(filter(None, [contact["hours"], contact["languages"]]))),
    ]
    lines = ["BEGIN:VCARD", "VERSION:4.0"]
    lines += [f"{name}:{escaped(value)}" for name, value in said if value]
    return "".join(f"{line}\r\n" for line in folded([*lines, "END:VCARD"]))


def escaped(value: str) -> str:
    """A text as it may stand behind the colon of a line."""
    value = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(value.splitlines())


def folded(lines: Iterable[str]) -> Iterator[str]:
    """Lines that are short enough. No character is torn apart, however many octets it has."""
    for line in lines:
        part = ""
        for character in line:
            if len((part + character).encode()) > LONGEST:
                yield part
                part = " "
            part += character
        yield part
