"""The kinds of release. "Genre" is the word of IPTC's NewsML-G2 for the nature of a news item."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Genre(models.TextChoices):
    RELEASE = "release", _("press release")
    JOINT = "joint", _("joint press release")
    STATEMENT = "statement", _("press statement")
    ADVISORY = "advisory", _("media advisory")
    CLARIFICATION = "clarification", _("clarification of a hoax")


# What stands above the number on the sheet.
HEADINGS = {
    Genre.RELEASE: pgettext_lazy("letterhead", "PRESS RELEASE"),
    Genre.JOINT: pgettext_lazy("letterhead", "JOINT PRESS RELEASE"),
    Genre.STATEMENT: pgettext_lazy("letterhead", "PRESS STATEMENT"),
    Genre.ADVISORY: pgettext_lazy("letterhead", "MEDIA ADVISORY"),
    Genre.CLARIFICATION: pgettext_lazy("letterhead", "CLARIFICATION"),
}
