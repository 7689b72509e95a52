"""A small newsroom of our own, invented: forty short releases, and what is asked of them."""

import datetime
import json
from pathlib import Path

from agencies.models import Agency
from releases.models import Edition
from tests.cast import issued

TEXTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
]

# Each question, and the places of its ten best answers, as recorded; the same on every database.
QUESTIONS = json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))


def published(agency: Agency, author, approver) -> dict[int, int]:
    """All of it, issued. Returns the place of each edition by its primary key."""
    places = {}
    for place, text in enumerate(TEXTS):
        day = datetime.date(2020, 1, 1) + datetime.timedelta(days=7 * place)
        release = issued(
            agency,
            author,
            approver,
            title=text["title"],
            summary=text.get("summary", ""),
            body=f"<p>{text['body']}</p>",
            language=text.get("language", "id"),
            date=f"{day}",
        )
        places[Edition.objects.get(release=release).pk] = place
    return places
