"""Releases that wait for approval, made in this process's newsroom: `python -m drills.waiting N`.

Prints for each its primary key, its revision and its headline, as JSON.
"""

import json
import os
import sys

import django


def main(many: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.contrib.auth.models import User
    from django.utils import timezone

    from agencies.permissions import agencies_where
    from agencies.roles import Action
    from tests.cast import written

    author, approver = (User.objects.get(username=name) for name in ("ani", "budi"))
    agency = agencies_where(author, Action.WRITE) & agencies_where(approver, Action.APPROVE)
    told = []
    for nth in range(many):
        title = f"Kabar gugus mesin {nth}"
        body = f"<p>Mesin {nth} terbit di satu tempat dan dibaca di tempat lain.</p>"
        today = timezone.localdate()
        release = written(agency[0], author, title=title, body=body, date=today)
        release.submit(author)
        told.append((release.pk, release.revision, release.title))
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
