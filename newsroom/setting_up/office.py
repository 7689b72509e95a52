"""The first office: its agency, letterhead, sequence and registrar; all of it or nothing."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from agencies.models import Agency, Letterhead, Membership
from agencies.roles import Role
from newsroom.setting_up.questions import Answers
from numbering import patterns
from numbering.admin.prospect import prospects
from numbering.admin.wizard import SequenceForm
from numbering.models import Sequence

# Which question is meant where a field of the sequence is refused.
ASKED_AS = {
    "agency": "agency",
    "name": "sequence",
    "last": "numbers",
    "own": "numbers",
    "pattern": "numbers",
    "opened_on": "last_date",
    "reset": "reset",
    "fiscal_start_month": "fiscal_start_month",
}


@dataclass(frozen=True)
class Office:
    agency: Agency
    sequence: Sequence
    registrar: User


class Refused(Exception):
    """Nothing was made. `problems` has what is wrong with each answer, by its name."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__(problems)
        self.problems = problems


class Problems(dict[str, list[str]]):
    """What is wrong with which answer."""

    @contextmanager
    def noted(self, asked_as: Mapping[str, str], otherwise: str) -> Iterator[None]:
        """Note what is refused inside instead of raising it.

        Args:
            asked_as: the question that a field belongs to, where the two have different names.
            otherwise: the question that is meant where no field is.
        """
        try:
            yield
        except ValidationError as refused:
            whole = {NON_FIELD_ERRORS: refused}
            for field, errors in getattr(refused, "error_dict", whole).items():
                name = otherwise if field == NON_FIELD_ERRORS else asked_as.get(field, field)
                self.add(name, ValidationError(errors).messages)

    def add(self, question: str, problems: Iterable[str]) -> None:
        self.setdefault(question, []).extend(problems)


def make(answers: Answers, *, keep: bool = True) -> Office:
    """Make the first office.

    Args:
        answers: by the names of `questions.QUESTIONS`; lines stand below each other.
        keep: False to see what would be made, and to make nothing.

    Returns:
        What was made. The registrar is a superuser, too: somebody has to invite the others.

    Raises:
        Refused: with everything that is wrong at once; nothing was made.
    """
    problems = Problems()
    with transaction.atomic():
        agency = _agency(answers, problems)
        _letterhead(agency, answers, problems)
        registrar = _registrar(agency, answers, problems)
        sequence = _sequence(agency, registrar, answers, problems)
        if problems or not sequence:
            raise Refused(problems)
        if not keep:
            transaction.set_rollback(True)
    return Office(agency, sequence, registrar)


def _agency(answers: Answers, problems: Problems) -> Agency:
    agency = Agency(name=answers["agency"], short_name=answers["short_name"], slug=answers["slug"])
    with problems.noted({"name": "agency"}, "agency"):
        agency.full_clean()
    if problems:  # the others are tried with one that is thrown away again
        agency = Agency(name="-", short_name="-", slug="-")
    agency.save()
    return agency


def _letterhead(agency: Agency, answers: Answers, problems: Problems) -> None:
    names = ("address", "city", "postcode", "phones", "email", "site")
    paper = Letterhead(agency=agency, lines=answers["letterhead"], **{n: answers[n] for n in names})
    with problems.noted({"lines": "letterhead"}, "letterhead"):
        paper.full_clean()
        paper.save()


def _registrar(agency: Agency, answers: Answers, problems: Problems) -> User:
    first, _space, last = answers["full_name"].partition(" ")
    person = User(
        username=answers["username"],
        first_name=first,
        last_name=last,
        email=answers["user_email"],
        is_staff=True,
        is_superuser=True,
    )
    person.set_password(answers["password"])
    asked_as = {"first_name": "full_name", "last_name": "full_name", "email": "user_email"}
    before = len(problems)
    if not answers["full_name"]:
        problems.add("full_name", [_("Give a name: it stands beside every number that they take.")])
    with problems.noted({}, "password"):
        validate_password(answers["password"], person)
    with problems.noted(asked_as, "username"):
        person.full_clean()
    if len(problems) > before:
        person = User(username="-", is_superuser=True)
    person.save()
    Membership.objects.create(user=person, agency=agency, role=Role.REGISTRAR)
    return person


def _sequence(
    agency: Agency, registrar: User, answers: Answers, problems: Problems
) -> Sequence | None:
    texts = answers["numbers"].splitlines()
    if not texts:
        problems.add("numbers", [_("Give at least one number that the office has used.")])
        return None
    try:
        year = datetime.date.fromisoformat(answers["last_date"]).year
    except ValueError:
        problems.add("last_date", [_("Write the date as 2026-03-14.")])
        return None
    try:
        proposals = patterns.propose(texts, [*[None] * (len(texts) - 1), year])
    except patterns.Unproposable as refused:
        problems.add("numbers", [str(refused)])
        return None
    month = answers["fiscal_start_month"]
    shown = next(
        iter(prospects(proposals, "", texts, int(month) if month in map(str, MONTHS) else 1))
    )
    form = SequenceForm(
        registrar,
        texts,
        shown,
        data={
            "agency": agency.pk,
            "name": answers["sequence"],
            "code": "",
            "pattern": shown.pattern,
            "reset": answers["reset"],
            "fiscal_start_month": month,
            "last": texts[-1],
            "opened_on": answers["last_date"],
        },
    )
    if form.is_valid():
        return form.save()
    with problems.noted(ASKED_AS, "numbers"):
        raise ValidationError(form.errors.as_data())
    return None
