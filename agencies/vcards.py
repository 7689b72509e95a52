"""A contact as a vCard 4.0, after RFC 6350.

Lines end with CRLF and have at most 75 octets; what is longer goes on after a space (section 3.2).
In values the backslash, comma, semicolon and line end are escaped (section 3.4).
"""

from collections.abc import Iterable, Iterator

from django.http import HttpResponse

from agencies.models import Agency

LONGEST = 75  # octets of a line, without its end


def answer(contact: dict, agency: Agency, name: str) -> HttpResponse:
    """A vCard to be kept under a name, without its suffix."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.vcf"'}
    card = vcard(contact, agency.name)
    return HttpResponse(card, content_type="text/vcard; charset=utf-8", headers=headers)


def vcard(contact: dict, organisation: str) -> str:
    """What is said of a contact in public, and no more.

    Args:
        contact: as `agencies.models.Contact.copy` gave it.
        organisation: the name of the agency whose releases it answers for.
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
