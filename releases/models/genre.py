"""The kinds of release. "Genre" is the word of IPTC's NewsML-G2 for the nature of a news item."""

from typing import Any

from django.db import models
from django.db.models import CharField, Func
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


class ListedAs(Func):
    """The kind under which an edition is listed, as an index can hold it; of `genre`, `joint_json`.

    Joint ones were sealed without a kind before there were any: see `Edition.heading`.
    """

    output_field = CharField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        genre, joint = (compiler.compile(one)[0] for one in self.source_expressions)
        unsaid = f"{genre} = '{Genre.RELEASE.value}' AND {joint} <> '[]'"
        return f"(CASE WHEN {unsaid} THEN '{Genre.JOINT.value}' ELSE {genre} END)", ()
