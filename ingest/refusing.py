"""The words for files that are not read, and for what is doubtful in one that is."""

from django.utils.translation import gettext as _

from ingest.reading import Doubt


class Refused(ValueError):
    """This file or text is not read; the message tells a person what to do."""


def refused(code: str, most: int = 0) -> Refused:
    """The refusal for a code of `ingest.formats.refusal`; `most` is the limit that was passed."""
    words = {
        "locked": _("This file is locked with a password. Save it without one and try again."),
        "broken": _(
            "This file is damaged or not whole. Open it, save it under a new name and try again."
        ),
        "macros": _(
            "This file carries macros. Save it as .docx without macros, or as PDF, and try again."
        ),
        "bomb": _(
            "This file takes more memory or time to open than a press release should. Copy its "
            "text and paste it instead."
        ),
        "scan": _(
            "This PDF has no text: it is a scan, pictures of pages. Have its text recognised "
            "(OCR) first, or type the release."
        ),
        "pages": _(
            "This PDF has more than %(most)d pages, too many for a press release. Save the pages "
            "of the release alone."
        )
        % {"most": most},
        "long": _("This is too long for a press release: at most %(megabytes)d MB can be read.")
        % {"megabytes": most},
        "large": _(
            "This file is too large: at most %(megabytes)d MB can be read. Make its pictures "
            "smaller, or add them to the draft afterwards."
        )
        % {"megabytes": most},
        "doc": _("This is a file of old Word (.doc). Open it and save it as .docx or PDF."),
        "odt": _("This is an OpenDocument file (.odt). Open it and save it as .docx or PDF."),
        "rtf": _("This is an RTF file. Open it and save it as .docx or PDF."),
        "picture": _(
            "This is a picture. Have its text recognised (OCR) first, or type the release."
        ),
        "other": _(
            "Files of this kind are not read. Take Word (.docx), PDF, HTML or plain text (.txt)."
        ),
        "not-text": _(
            "The characters of this file cannot be read. Save it with the encoding UTF-8, or "
            "paste the text instead."
        ),
    }
    return Refused(words[code])


_ABOUT = {"pictures": "pictures", "logo": "letterhead", "places": "pictures"}


def doubt(code: str, about: str) -> Doubt:
    """The sentence for a doubt that `ingest.formats` has noted, and what it is about."""
    words = {
        "pictures": _("Pictures that could not be kept: %(about)s. Add them to the draft by hand."),
        "logo": _("Pictures that stand above the text, such as a logo, were left out: %(about)s."),
        "foot": _("The foot of the page was left out: “%(about)s”."),
        "notes": _("Footnotes that were left out: %(about)s. Take them into the text by hand."),
        "table": _("A table may begin at “%(about)s”. A PDF does not say; check its lines."),
        "rows": _("A table was read from “%(about)s” on; check its rows and columns."),
        "columns": _("The text stands in columns; check its order from “%(about)s” on."),
        "marks": _("Footnotes stand among the text; check: %(about)s."),
        "hyphens": _(
            "These words were broken at the end of a line; check their hyphens: %(about)s."
        ),
        "places": _(
            "A PDF does not say where a picture stands in the text; check the place and caption "
            "of each (%(about)s)."
        ),
    }
    return Doubt(_ABOUT.get(code, "body"), words[code] % {"about": about})
