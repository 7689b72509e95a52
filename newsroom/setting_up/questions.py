"""What `manage.py setup` asks, in order, and the variable of the environment that answers it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from numbering.models import today
from numbering.periods import Reset

Answers = dict[str, str]


def nothing(_answers: Answers) -> str:
    return ""


@dataclass(frozen=True)
class Question:
    """One thing that an office has to say.

    Attributes:
        name: of the answer; in the environment `SETUP_` and this in capitals.
        words: what is asked.
        proposed: what an empty answer means, from the answers before it.
        lines: whether the answer has several lines; `|` stands between them in the environment.
        secret: whether it is typed unseen, twice.
    """

    name: str
    words: str | Promise
    proposed: Callable[[Answers], str] = nothing
    lines: bool = False
    secret: bool = False

    @property
    def variable(self) -> str:
        return f"SETUP_{self.name.upper()}"


def _short(answers: Answers) -> str:
    return answers["agency"] if len(answers["agency"]) <= 60 else ""


def _slug(answers: Answers) -> str:
    return slugify(answers["short_name"])[:60].strip("-")


QUESTIONS = [
    Question("agency", _("Name of the office that issues the releases")),
    Question("short_name", _("Its short name"), _short),
    Question("slug", _("Its name in addresses: small letters, digits and dashes"), _slug),
    Question(
        "letterhead",
        _("What stands at the head of its paper, a line each"),
        lambda answers: answers["agency"].upper(),
        lines=True,
    ),
    Question("address", _("Street and number")),
    Question("city", _("City")),
    Question("postcode", _("Postcode")),
    Question("phones", _("Telephones, a line each"), lines=True),
    Question("email", _("Mail address of the office")),
    Question("site", _("Site of the office, such as https://office.example")),
    Question(
        "numbers",
        _("Two or three numbers that the office has used, as printed, the last one last"),
        lines=True,
    ),
    Question("last_date", _("The date of the last one, as 2026-03-14"), lambda _: f"{today()}"),
    Question(
        "reset",
        _("When the numbers begin again: never, yearly, monthly or fiscal"),
        lambda _: Reset.YEARLY.value,
    ),
    Question(
        "fiscal_start_month", _("Month, 1 to 12, in which a fiscal year begins"), lambda _: "1"
    ),
    Question(
        "sequence", _("Name of this sequence of numbers"), lambda answers: answers["short_name"]
    ),
    Question("full_name", _("Name of the registrar, who keeps the numbers and looks after all")),
    Question("username", _("User name of the registrar"), lambda _: "registrar"),
    Question("user_email", _("Mail address of the registrar")),
    Question("password", _("Password of the registrar, 12 characters or more"), secret=True),
]
