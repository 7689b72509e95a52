"""The demo's offices: their papers, contacts, sequences and staff, and how they write."""

import datetime
import secrets
import string
from typing import Any

from django.contrib.auth.models import User

from agencies.logos import redraw
from agencies.models import Agency, Contact, FourEyes, Letterhead, Membership
from newsroom.demo.monogram import draw
from numbering.clock import database_now
from numbering.models import Sequence
from pages.models import Notice
from releases.body import from_typed
from releases.models import HouseRule, ReleaseTemplate, Topic


def make_agency(row: dict[str, Any]) -> Agency:
    agency = Agency.objects.create(
        slug=row["slug"],
        name=row["name"],
        short_name=row["short_name"],
        parent=Agency.objects.filter(slug=row["parent"]).first(),
        four_eyes=row.get("four_eyes", FourEyes.STRICT),
        tint=row["tint"],
    )
    for paper in row["letterheads"]:
        letterhead = Letterhead(
            agency=agency,
            valid_from=paper["valid_from"],
            lines="\n".join(paper["lines"]),
            phones="\n".join(paper["phones"]),
            faxes="\n".join(paper["faxes"]),
            **{name: paper[name] for name in ("address", "city", "postcode", "email", "site")},
        )
        letterhead.logo = redraw(draw(paper["monogram"], paper["colour"]))
        letterhead.save()
    return agency


def make_contacts(agency: Agency, rows: list[dict[str, Any]]) -> dict[str, Contact]:
    return {
        row["key"]: Contact.objects.create(
            agency=agency,
            phones="\n".join(row["phones"]),
            languages=", ".join(row["languages"]),
            by_default=row.get("by_default", False),
            order=order,
            **{name: row[name] for name in ("name", "position", "email", "hours", "public")},
        )
        for order, row in enumerate(rows)
    }


def make_sequence(row: dict[str, Any]) -> Sequence:
    sequence = Sequence(**row | {"agency": Agency.objects.get(slug=row["agency"])})
    sequence.full_clean()
    sequence.save()
    return sequence


def make_person(row: dict[str, Any]) -> tuple[User, str]:
    """A member of staff, and the password that only the logins file knows."""
    first, _space, last = row["full_name"].partition(" ")
    alphabet = string.ascii_letters + string.digits
    password = "".join(secrets.choice(alphabet) for _place in range(16))
    user = User.objects.create_user(
        row["username"], password=password, first_name=first, last_name=last, is_staff=True
    )
    if row["role"] == "superuser":
        user.is_superuser = True
        user.save()
    else:
        Membership.objects.create(
            user=user, agency=Agency.objects.get(slug=row["agency"]), role=row["role"]
        )
    return user, password


def make_topic(row: dict[str, Any]) -> Topic:
    topic = Topic(**row)
    topic.full_clean()
    topic.save()
    return topic


def make_notice(row: dict[str, Any], staff: dict[str, User]) -> Notice:
    now = database_now().replace(second=0, microsecond=0)
    notice = Notice(
        raised_by=staff[row["raised_by"]],
        begins=now,
        ends=now + datetime.timedelta(days=row["days"]),
        **{name: row[name] for name in ("text", "text_en", "link")},
    )
    notice.full_clean()
    notice.save()
    return notice


def make_template(row: dict[str, Any]) -> ReleaseTemplate:
    agency, body = Agency.objects.get(slug=row["agency"]), from_typed(row["body"])
    template = ReleaseTemplate(**row | {"agency": agency, "body": body})
    template.full_clean()
    template.save()
    return template


def make_house_rule(row: dict[str, Any]) -> HouseRule:
    rule = HouseRule(**row | {"agency": Agency.objects.get(slug=row["agency"])})
    rule.full_clean()
    rule.save()
    return rule
