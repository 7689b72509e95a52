"""`manage.py setup`: make the first office of an empty newsroom, and say what is left to do."""

import getpass
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.second_factor import at_first
from newsroom.setting_up import checklist, office
from newsroom.setting_up.questions import QUESTIONS, Answers, Question
from numbering.models import today


class Command(BaseCommand):
    help = (
        "Make the first office of an empty newsroom: its agency, letterhead, sequence of numbers, "
        "and a registrar with a second factor. What a variable SETUP_… of the environment answers "
        "is not asked. All of it is made, or nothing. It ends with what is still to be done; where "
        "there is an office already, it says only that."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-input",
            action="store_true",
            help="ask nothing: what the environment does not answer is as proposed, or empty",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Agency.objects.exists():
            self.stdout.write(_("There is an office already. What is still to be done:"))
        elif options["no_input"]:
            self._unasked()
        elif sys.stdin.isatty():
            self._asked()
        else:
            raise CommandError(
                _("Nobody can be asked here: add --no-input, and answer in the environment.")
            )
        for point in checklist.points():
            mark = "✓" if point.done else "·"
            self.stdout.write(
                f"  {mark} {point.what}" + ("" if point.done else f"\n      {point.how}")
            )

    def _unasked(self) -> None:
        answers: Answers = {}
        for question in QUESTIONS:
            answers[question.name] = _of_environment(question) or question.proposed(answers)
        try:
            made = office.make(answers)
        except office.Refused as refused:
            raise CommandError(
                "\n".join(
                    f"{question.variable} ({question.words}): {problem}"
                    for question in QUESTIONS
                    for problem in refused.problems.get(question.name, [])
                )
            ) from refused
        self._tell(made)
        secret = at_first.new_secret()
        codes = at_first.give(made.registrar, secret)
        self._tell_of_app(made.registrar.get_username(), secret)
        self._tell_codes(codes)

    def _asked(self) -> None:
        self.stdout.write(
            _("The newsroom's time zone is %(zone)s (setting TIME_ZONE).")
            % {"zone": settings.TIME_ZONE}
        )
        self.stdout.write(_("Its pages are Indonesian, with English ones below /en/.") + "\n")
        answers: Answers = {}
        wanted = QUESTIONS
        while wanted:
            for question in wanted:
                answers[question.name] = self._answer(question, answers)
            wanted = self._refused(answers)
        made = office.make(answers)
        self._tell(made)
        secret = at_first.new_secret()
        self._tell_of_app(made.registrar.get_username(), secret)
        while not at_first.is_shown(secret, code := input(_("Code that the app shows now: "))):
            self.stdout.write(_("This code is not right. Look at the clock of your telephone."))
        self._tell_codes(at_first.give(made.registrar, secret, code))

    def _refused(self, answers: Answers) -> list[Question]:
        """The questions to ask again, after saying why."""
        try:
            foreseen = office.make(answers, keep=False)
        except office.Refused as refused:
            again = [question for question in QUESTIONS if question.name in refused.problems]
            for question in again:
                for problem in refused.problems[question.name]:
                    self.stdout.write(f"  {question.words}: {problem}")
            return again
        number = foreseen.sequence.next_number(today())
        said = _("The pattern of the numbers is %(pattern)s; the next one would be %(number)s.")
        self.stdout.write(said % {"pattern": foreseen.sequence.pattern, "number": number})
        if input(_("Is that right? [y/n] ")).strip().lower() in ("y", "yes", "ya"):
            return []
        asked = ("numbers", "last_date", "reset", "fiscal_start_month")
        return [question for question in QUESTIONS if question.name in asked]

    def _answer(self, question: Question, answers: Answers) -> str:
        if question.name not in answers and (known := _of_environment(question)):
            return known
        proposed = answers.get(question.name, "") or question.proposed(answers)
        if question.secret:
            return self._twice(question)
        if not question.lines:
            hint = f" [{proposed}]" if proposed else ""
            return input(f"{question.words}{hint}: ").strip() or proposed
        hint = f" [{proposed.replace(chr(10), ' | ')}]" if proposed else ""
        self.stdout.write(f"{question.words}{hint}; " + _("an empty line ends:"))
        lines = list(iter(lambda: input("  ").strip(), ""))
        return "\n".join(lines) or proposed

    def _twice(self, question: Question) -> str:
        while True:
            first = getpass.getpass(f"{question.words}: ")
            if first == getpass.getpass(_("Once more: ")):
                return first
            self.stdout.write(_("The two are not the same."))

    def _tell(self, made: office.Office) -> None:
        said = _("%(agency)s is made. Its next number is %(number)s.")
        number = made.sequence.next_number(today())
        self.stdout.write(said % {"agency": made.agency, "number": number})

    def _tell_of_app(self, username: str, secret: str) -> None:
        self.stdout.write(
            _("Add this to an app that shows codes, for %(name)s:") % {"name": username}
        )
        address = at_first.address(username, secret)
        self.stdout.write(at_first.drawn(address) if sys.stdout.isatty() else "")
        self.stdout.write(f"  {secret}\n  {address}")

    def _tell_codes(self, codes: list[str]) -> None:
        self.stdout.write(
            _("Write these recovery codes down; each opens once, and none is shown again:")
        )
        self.stdout.write("  " + "  ".join(codes))


def _of_environment(question: Question) -> str:
    said = os.environ.get(question.variable, "").strip()
    return "\n".join(line.strip() for line in said.split("|")) if question.lines else said
