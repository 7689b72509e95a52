"""Two texts of one release side by side: what somebody else has saved, and what was typed."""

from typing import Any

from django.utils.translation import gettext as _

from releases.body import to_typed
from releases.models import Release

SEVERAL = ("contacts", "joint_with", "topics")


def of_fields(fields: dict[str, Any], theirs: Release, mine: dict[str, Any]) -> list[dict]:
    """A row of `label`, `theirs` and `mine` for each written field that differs.

    Args:
        fields: the form's fields by their names.
        theirs: the release as it is saved.
        mine: the form's cleaned data.
    """
    rows = []
    for name in Release.WRITTEN:
        if name in mine:
            saved, typed = _shown(name, getattr(theirs, name)), _shown(name, mine[name])
            rows += _row(fields[name].label, saved, typed)
    return rows


def of_files(formset: Any, theirs: Release) -> list[dict]:
    """One row more, if the files differ, or what is said of them.

    Args:
        formset: the form's `AttachmentFormSet`.
        theirs: the release as it is saved.
    """
    saved = [_line(one.name, one.caption, one.credit, one.alt) for one in theirs.attachments.all()]
    return _row(_("Pictures and files"), "\n".join(saved), "\n".join(_typed_files(formset)))


def _typed_files(formset: Any) -> list[str]:
    return [
        _line(row.file.name, *(row[name].value() for name in ("caption", "credit", "alt")))
        for row in formset.forms
        if row.file and not ("DELETE" in row.fields and row["DELETE"].value())
    ]


def _line(*said: str | None) -> str:
    return " – ".join(" ".join(one.split()) for one in said if one)


def _row(label: Any, theirs: str, mine: str) -> list[dict]:
    return [{"label": label, "theirs": theirs, "mine": mine}] if theirs != mine else []


def _shown(name: str, value: Any) -> str:
    if name in SEVERAL:
        several = value.all() if hasattr(value, "all") else value
        return "\n".join(sorted(str(one) for one in several))
    if name == "body":
        return to_typed(value)
    return "" if value is None else str(value)
