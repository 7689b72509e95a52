"""An answer for programs: keys in English, always all of them."""

from typing import Any

from documents.verifying.standing import Answer

SEVERAL = "several"


def as_data(answers: list[Answer], root: str) -> dict[str, Any]:
    """The one answer; or that there are several, each in `found`.

    Args:
        root: scheme and host, before every address.
    """
    found = [_one(answer, root) for answer in answers]
    if len(found) == 1:
        return found[0]
    return {"verdict": SEVERAL, "number": answers[0].number, "found": found}


def _one(answer: Answer, root: str) -> dict[str, Any]:
    edition = answer.current
    address = root + edition.get_absolute_url() if edition else ""
    changed = answer.difference_path
    return {
        "verdict": answer.verdict,
        "number": edition.numbers[0] if edition else answer.number,
        "numbers": edition.numbers if edition else [],
        "headline": edition.title if edition else "",
        "date": edition.date.isoformat() if edition else "",
        "agency": edition.agency.name if edition else "",
        "language": edition.language if edition else "",
        "address": address,
        "edition": answer.nth or None,
        "editions": answer.editions or None,
        "current_sha256": edition.sha256 if edition and not edition.withdrawn else "",
        "note": edition.note if edition else "",
        "changes": root + changed if changed else "",
        "differences": [
            {
                "published": one.published,
                "document": one.document,
                "before": one.before,
                "after": one.after,
            }
            for one in answer.differences
        ],
    }
