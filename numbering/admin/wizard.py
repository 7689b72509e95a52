"""The sequence wizard: a registrar pastes numbers that the office has used, and gets a sequence."""

import datetime
import re
from dataclasses import replace
from itertools import count
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskAdmin, DeskRequest
from agencies.models import Agency
from agencies.permissions import agencies_where
from agencies.roles import Action
from numbering import patterns
from numbering.admin.prospect import Prospect, problems_with, prospects
from numbering.forms import Day
from numbering.models import Sequence, today
from numbering.periods import Reset

_YEAR_BEHIND = re.compile(r"\s*\(([12][0-9]{3})\)\Z")


class NumbersForm(forms.Form):
    """The numbers that the office has used."""

    numbers = forms.CharField(
        label=gettext_lazy("Numbers your office has used"),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        max_length=2_000,
        error_messages={"max_length": gettext_lazy("Paste only two or three numbers.")},
        help_text=gettext_lazy(
            "One a line, two or three of different months. A year that is not printed in the "
            "number may stand behind it in brackets: 16/6/DKom (2014)."
        ),
    )

    def used(self) -> tuple[list[str], list[int | None]]:
        """The numbers, and the year that stands behind each; nothing where they are refused."""
        if not self.is_valid():
            return [], []
        lines = [line.strip() for line in self.cleaned_data["numbers"].splitlines()]
        cut = [_YEAR_BEHIND.split(line) for line in lines if line]
        return [text for text, *_ in cut], [int(year[0]) if year else None for _, *year in cut]


class SequenceForm(forms.ModelForm):
    """The sequence that reads those numbers and goes on from the last one."""

    instance: Sequence
    fields: dict[str, Any]

    pattern = forms.CharField(required=False)
    own = forms.CharField(
        label=gettext_lazy("Or write the pattern yourself"),
        required=False,
        help_text=gettext_lazy(
            "For example {serial}/SP-HMS/{month:02}/{year}. It then counts instead of the one "
            "chosen above."
        ),
    )
    reset = forms.ChoiceField(
        label=gettext_lazy("When does it begin again?"), widget=forms.RadioSelect
    )
    fiscal_start_month = forms.TypedChoiceField(
        label=gettext_lazy("First month of the fiscal year"),
        choices=list(MONTHS.items()),
        coerce=int,
        initial=1,
        help_text=gettext_lazy("Only matters where numbers follow a fiscal year."),
    )
    code = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Empty: made from the agency and the name."),
    )
    last = forms.CharField(
        label=gettext_lazy("The last number used"),
        max_length=patterns.LONGEST_READ,
        help_text=gettext_lazy(
            "As printed, or only its serial. The next one is the first that is given here."
        ),
    )
    opened_on = forms.DateField(label=gettext_lazy("The date it bears"), widget=Day)
    # What "last" was filled with, to tell it from what a person typed there.
    suggested = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Sequence
        fields = ["agency", "name", "code", "reset", "fiscal_start_month", "opened_on"]

    def __init__(
        self, registrar: User, texts: list[str], shown: Prospect | None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.texts, self.shown = texts, shown
        example = shown or Prospect(patterns.Proposal("{serial}", (1,), ()), ["1"], 1)
        self.fields["reset"].choices = [
            (reset.value, format_html("<b>{}</b> {}", reset.label, example.what_comes(reset)))
            for reset in Reset
        ]
        mine = agencies_where(registrar, Action.MANAGE).filter(active=True)
        self.fields["agency"].queryset = mine
        if len(mine) == 1:
            self.initial.setdefault("agency", mine[0].pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self._check_pattern(cleaned):
            self._check_last(cleaned)
        if cleaned.get("agency") and cleaned.get("name") and cleaned.get("code") == "":
            cleaned["code"] = free_code(cleaned["agency"], cleaned["name"])
        return cleaned

    def _check_pattern(self, cleaned: dict[str, Any]) -> bool:
        field = "own" if cleaned.get("own") else "pattern"
        pattern = cleaned.get(field, "")
        # The model says of a refused pattern what is said here already.
        self.instance.pattern = "{serial}"
        if {"own", "pattern"} & self.errors.keys():
            return False
        if not pattern:
            self.add_error("own", _("Choose one of the patterns, or write it yourself."))
            return False
        if problems := problems_with(pattern, self.texts):
            self.add_error(field, problems)
            return False
        self.instance.pattern = pattern
        return True

    def _check_last(self, cleaned: dict[str, Any]) -> None:
        """The last number must be one that the pattern prints on that date."""
        pattern, last, on = self.instance.pattern, cleaned.get("last"), cleaned.get("opened_on")
        if not last:
            return
        day, month = on or today(), cleaned.get("fiscal_start_month") or 1
        try:
            parts = None if _is_serial(last) else patterns.read(pattern, last)
            serial = parts.serial if parts else int(last)
            following = patterns.format_number(pattern, serial + 1, day, month)
            of_that_day = not parts or _bears(pattern, parts, day, month)
        except ValueError as refused:
            self.add_error("last", str(refused))
            return
        self.instance.opening_serial = serial + 1
        self._check_above(serial, cleaned)
        if on and not of_that_day:
            self.add_error(
                "opened_on",
                _(
                    "On %(date)s the next number would be %(next)s: correct the last number, its "
                    "date or the first month of the fiscal year."
                )
                % {"date": date_format(on), "next": following},
            )

    def _check_above(self, serial: int, cleaned: dict[str, Any]) -> None:
        if not self.shown or cleaned.get("reset") != Reset.NEVER:
            return
        text, highest = self.shown.last
        if highest > serial:
            self.add_error(
                "last",
                _("%(number)s has been used already, and the numbers never begin again.")
                % {"number": text},
            )

    def clean_opened_on(self) -> datetime.date:
        on = self.cleaned_data["opened_on"]
        if on > today():
            raise forms.ValidationError(_("Give the date of a number that has been used already."))
        return on


def _is_serial(text: str) -> bool:
    return text.isdecimal() and len(text) <= len(str(patterns.LARGEST_SERIAL))


def free_code(agency: Agency, name: str) -> str:
    """A code that no sequence has yet, made from the agency and the name."""
    # Room for a number behind it.
    base = slugify(f"{agency.slug}-{name}")[:50].strip("-")
    codes = (base if more == 1 else f"{base}-{more}" for more in count(1))
    return next(code for code in codes if not Sequence.objects.filter(code=code).exists())


def wizard_view(desk: DeskAdmin, request: DeskRequest) -> HttpResponse:
    """Propose a sequence on a POST, and make it where that is asked for.

    Args:
        desk: the admin of sequences.
        request: a GET for the empty page; a POST with "make" makes the sequence, any other shows
            what the numbers in it mean and keeps what was typed.

    Raises:
        PermissionDenied: to who keeps no agency's sequences.
    """
    if not desk.has_add_permission(request):
        raise PermissionDenied
    numbers = NumbersForm(request.POST or None)
    texts, years = numbers.used()
    proposals, refusal = [], ""
    try:
        proposals = patterns.propose(texts, years) if texts else []
    except patterns.Unproposable as unproposable:
        refusal = str(unproposable)
    typed = _with_own_chosen(request.POST, texts)
    offered = prospects(proposals, typed.get("pattern", ""), texts, _month(typed))
    shown = next((one for one in offered if one.pattern == typed.get("pattern")), None)
    shown = shown or next(iter(offered), None)
    if "make" in request.POST:
        form = SequenceForm(request.user, texts, shown, data=typed)
        if form.is_valid() and numbers.is_valid():
            return _made(desk, request, form)
    else:
        form = SequenceForm(request.user, texts, shown, initial=_kept(typed, shown))
    if refusal:
        numbers.add_error("numbers", refusal)
    reset = typed.get("reset") if typed.get("reset") in Reset.values else ""
    return TemplateResponse(
        request,
        "admin/numbering/sequence/wizard.html",
        desk.admin_site.each_context(request)
        | {
            "title": _("Sequence wizard"),
            "opts": desk.opts,
            "numbers": numbers,
            "form": form,
            "own_problems": problems_with(typed["own"], texts) if typed["own"] else [],
            "prospects": [(one, one.what_comes(reset or Reset.YEARLY)) for one in offered],
            "reset": reset and Reset(reset).label,
            "shown": shown,
            "asked": bool(texts) or "last" in typed,
        },
    )


def _made(desk: DeskAdmin, request: DeskRequest, form: SequenceForm) -> HttpResponse:
    sequence = form.save()
    desk.log_addition(request, sequence, [{"added": {}}])
    messages.success(
        request,
        _("The sequence %(name)s is made. Its next number is %(number)s.")
        % {"name": sequence.name, "number": sequence.next_number(today())},
    )
    return redirect("admin:numbering_sequence_change", sequence.pk)


def _with_own_chosen(post: QueryDict, texts: list[str]) -> dict[str, str]:
    """What was typed; a pattern of one's own that reads the numbers joins those to choose from."""
    typed = {name: str(value) for name, value in post.items()}
    typed["own"] = typed.get("own", "").strip()
    if texts and typed["own"] and not problems_with(typed["own"], texts):
        typed |= {"pattern": typed["own"], "own": ""}
    return typed


def _kept(typed: dict[str, str], shown: Prospect | None) -> dict[str, Any]:
    """What the form begins with: what was typed, and what the numbers suggest for the rest."""
    kept: dict[str, Any] = {"reset": "", "opened_on": ""} | typed
    if shown and kept.get("last", "") == kept.get("suggested", ""):
        kept["last"] = kept["suggested"] = last = shown.last[0]
        # Today, unless the number itself says another date.
        if _bears(shown.pattern, patterns.read(shown.pattern, last), today(), _month(typed)):
            kept["opened_on"] = kept["opened_on"] or today()
    return kept


def _bears(pattern: str, parts: patterns.Parts, on: datetime.date, fiscal_start_month: int) -> bool:
    """Whether the pattern prints that number on that date."""
    printed = patterns.format_number(pattern, parts.serial, on, fiscal_start_month)
    return patterns.parse(pattern, printed) == replace(parts, suffix="")


def _month(typed: dict[str, str]) -> int:
    month = typed.get("fiscal_start_month", "")
    return int(month) if month in map(str, MONTHS) else 1
