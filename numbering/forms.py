"""What a registrar enters into the register: one form an act, each making it with its verb."""

import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from agencies.permissions import agencies_where
from agencies.roles import Action
from numbering import patterns
from numbering.closing import close
from numbering.models import Counter, Sequence, today
from numbering.paper import enter_from_paper
from numbering.periods import Reset
from numbering.reservations import reserve
from numbering.skipping import jump_ahead

USUAL_RESERVATION = datetime.timedelta(days=14)


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Person(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.get_full_name() or str(user)


def reason_field(help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text or gettext_lazy("It stands in the register."),
    )


def _end_of(day: datetime.date) -> datetime.datetime:
    """The moment at which a day is over in the newsroom's own time zone."""
    after = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    return timezone.make_aware(after)


class RegistrarForm(forms.Form):
    """Of a registrar, and so with the sequences that they keep."""

    title: Any
    explains: Any
    action: Any

    fields: dict[str, Any]

    def __init__(self, registrar: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registrar = registrar
        if "sequence" in self.fields:
            self.fields["sequence"].queryset = kept = sequences_of(registrar)
            if len(kept) == 1:
                self.initial.setdefault("sequence", kept[0].pk)
        if "owner" in self.fields:
            self.fields["owner"].queryset = colleagues_of(registrar)

    def make(self) -> str:
        """Make the entry; what to tell then.

        Raises:
            RegisterRefused: something stands in the way.
        """
        raise NotImplementedError


def sequences_of(registrar: User) -> QuerySet[Sequence]:
    """The sequences whose register a person keeps."""
    agencies = agencies_where(registrar, Action.REGISTER)
    return Sequence.objects.filter(agency__in=agencies).select_related("agency")


def colleagues_of(registrar: User) -> QuerySet[User]:
    """The people for whom a number may be reserved: those of the agencies one sees."""
    agencies = agencies_where(registrar, Action.VIEW)
    staff = User.objects.filter(is_active=True, memberships__agency__in=agencies)
    return staff.distinct().order_by("first_name", "username")


class AgencyOfSequence(RegistrarForm):
    """With the agency for which a number is entered: one that draws from the sequence."""

    sequence = forms.ModelChoiceField(Sequence.objects.none(), label=gettext_lazy("Sequence"))
    agency = forms.ModelChoiceField(
        Agency.objects.filter(active=True),
        label=gettext_lazy("For agency"),
        required=False,
        empty_label=gettext_lazy("The one that the sequence belongs to"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        sequence, agency = cleaned.get("sequence"), cleaned.get("agency")
        drawing = sequence and Sequence.objects.filter(pk=sequence.pk)
        if drawing and agency and not drawing.open_to(agency).exists():
            self.add_error("agency", _("This agency does not draw from this sequence."))
        return cleaned


class ReserveForm(AgencyOfSequence):
    title = gettext_lazy("Reserve a number")
    explains = gettext_lazy(
        "The next number is set aside. A release of that agency may choose it before approval. "
        "What is not used in time is void, and stays in the register."
    )
    action = gettext_lazy("Reserve")

    date = forms.DateField(
        label=gettext_lazy("Date of the number"),
        widget=Day,
        initial=today,
        help_text=gettext_lazy("It is printed in the number and decides its period."),
    )
    owner = Person(User.objects.none(), label=gettext_lazy("Reserved for"))
    until = forms.DateField(
        label=gettext_lazy("Until the end of"),
        widget=Day,
        initial=lambda: today() + USUAL_RESERVATION,
    )
    reason = reason_field()
    late = forms.BooleanField(
        label=gettext_lazy("Also where the period is closed, out of order"), required=False
    )

    def make(self) -> str:
        given = self.cleaned_data
        number = reserve(
            given["sequence"],
            given["date"],
            self.registrar,
            owner=given["owner"],
            reason=given["reason"],
            expires_at=_end_of(given["until"]),
            agency=given["agency"],
            late=given["late"],
        )
        return _("Number %(number)s is reserved for %(owner)s until the end of %(day)s.") % {
            "number": number,
            "owner": given["owner"].get_full_name() or given["owner"],
            "day": date_format(given["until"]),
        }


class PaperForm(AgencyOfSequence):
    title = gettext_lazy("Enter numbers given on paper")
    explains = gettext_lazy(
        "For numbers that were given while this newsroom could not be reached. They have to "
        "follow the last number of the register without a gap; all are entered, or none."
    )
    action = gettext_lazy("Enter")

    numbers = forms.CharField(
        label=gettext_lazy("Numbers"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        help_text=gettext_lazy("Exactly as they stand on paper, one a line, of one date."),
    )
    date = forms.DateField(label=gettext_lazy("Date of the numbers"), widget=Day, initial=today)
    owner = Person(
        User.objects.none(),
        label=gettext_lazy("Reserved for"),
        required=False,
        help_text=gettext_lazy("Empty: their releases went out on paper, so they are used."),
    )
    until = forms.DateField(
        label=gettext_lazy("Until the end of"),
        widget=Day,
        required=False,
        help_text=gettext_lazy("Only where they are reserved."),
    )
    reason = reason_field(
        gettext_lazy("How they came to be given on paper. It stands in the register.")
    )

    def clean_numbers(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["numbers"].splitlines()]
        if any(len(line) > patterns.LONGEST_NUMBER for line in lines):
            raise forms.ValidationError(
                _("Write one number a line, each of at most 100 characters.")
            )
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if bool(cleaned.get("owner")) != bool(cleaned.get("until")):
            self.add_error("until", _("A reservation needs both: for whom, and until when."))
        return cleaned

    def make(self) -> str:
        given = self.cleaned_data
        numbers = enter_from_paper(
            given["sequence"],
            given["numbers"],
            given["date"],
            self.registrar,
            reason=given["reason"],
            agency=given["agency"],
            owner=given["owner"],
            expires_at=given["until"] and _end_of(given["until"]),
        )
        return _("Entered: %(numbers)s.") % {"numbers": ", ".join(map(str, numbers))}


class JumpForm(RegistrarForm):
    title = gettext_lazy("Jump ahead")
    explains = gettext_lazy(
        "The serials between are declared skipped, one line each, for good. Before anything was "
        "counted in a period, this sets its opening serial instead, and nothing is skipped."
    )
    action = gettext_lazy("Jump ahead")

    sequence = forms.ModelChoiceField(Sequence.objects.none(), label=gettext_lazy("Sequence"))
    date = forms.DateField(
        label=gettext_lazy("A day of the period"),
        widget=Day,
        initial=today,
    )
    to = forms.IntegerField(
        label=gettext_lazy("The next serial is to be"),
        min_value=1,
        max_value=patterns.LARGEST_SERIAL,
    )
    reason = reason_field()

    def make(self) -> str:
        given = self.cleaned_data
        skipped = jump_ahead(
            given["sequence"], given["date"], given["to"], self.registrar, given["reason"]
        )
        if not skipped:
            return _("The period begins at %(serial)d.") % {"serial": given["to"]}
        return _("Skipped: %(first)d to %(last)d. The next serial is %(next)d.") % {
            "first": skipped[0].serial,
            "last": skipped[-1].serial,
            "next": given["to"],
        }


class CloseForm(RegistrarForm):
    title = gettext_lazy("Close a book")
    explains = gettext_lazy(
        "At the end of a period: every serial is checked, the book is locked for good and can be "
        "printed. Afterwards only a registrar takes numbers in it: late ones, with a reason."
    )
    action = gettext_lazy("Close for good")

    counter = forms.ModelChoiceField(Counter.objects.none(), label=gettext_lazy("Book"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        books = Counter.objects.filter(sequence__in=sequences_of(self.registrar), closed_at=None)
        books = books.exclude(sequence__reset=Reset.NEVER).select_related("sequence")
        field = self.fields["counter"]
        field.queryset = books.order_by("period", "sequence__name")
        field.label_from_instance = lambda book: f"{book.sequence.name} {book.period}"

    def make(self) -> str:
        counter: Counter = self.cleaned_data["counter"]
        close(counter.sequence, counter.period, self.registrar)
        return _("The book of %(book)s is closed. It can be printed below.") % {
            "book": f"{counter.sequence.name} {counter.period}"
        }
