"""What a person should look at in a row of an archive. The codes are kept; the words are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Flag(models.TextChoices):
    # What keeps a row at the desk, or out.
    UNREADABLE = "unreadable", _("the row can’t be read")
    NO_DATE = "no-date", _("no date, or none that is one")
    NO_TITLE = "no-title", _("no headline")
    LONG_TITLE = "long-title", _("the headline is too long")
    NO_TEXT = "no-text", _("no text")
    NO_NUMBER = "no-number", _("no number")
    LONG_NUMBER = "long-number", _("the number is too long, or has no letter or digit")
    FUTURE = "future", _("a day to come")
    # What contradicts itself, or others.
    YEAR = "year", _("number and date contradict each other")
    SEVERAL = "several", _("several numbers in one field")
    HEADLINE = "headline", _("a headline in the field of the number")
    INCOMPLETE = "incomplete", _("an incomplete number")
    SPELLING = "spelling", _("a number in another spelling")
    UNREAD = "unread", _("no sequence reads the number")
    DOUBLE = "double", _("the number stands there twice")
    SAME = "same", _("the same headline on the same day")
    TAKEN = "taken", _("the number was taken here for another release")
    CLOSED = "closed", _("the number lies beyond a closed book")
    FAR = "far", _("the number lies too far ahead")
    DATES = "dates", _("different dates")
    NUMBERS = "numbers", _("the text has another number")
    READING = "reading", _("doubts in reading the text")
    LANGUAGE = "language", _("an unknown language")
    PICTURES = "pictures", _("pictures in the text were left out")
    FILES = "files", _("a file was not taken")
    CONTACTS = "contacts", _("contacts that can’t be read")
    CUT = "cut", _("a field was too long")
    # What became of the row since.
    HERE = "here", _("it was here before")
    REPEATED = "repeated", _("the same row stands in the file again")
    CHANGED = "changed", _("the row is another one in a later file")
    HASH = "hash", _("its hash is not the one it was sealed with")
    CHAIN = "chain", _("an edition before it is missing")


# A row with one of these is kept out altogether: the desk has no place for it.
KEPT_OUT = frozenset({Flag.UNREADABLE, Flag.NO_DATE, Flag.LONG_TITLE, Flag.HASH, Flag.CHAIN})
# A row with one of these becomes a draft: the public may not see it so.
TO_THE_DESK = frozenset(
    {Flag.NO_TITLE, Flag.NO_TEXT, Flag.NO_NUMBER, Flag.LONG_NUMBER, Flag.FUTURE}
)
