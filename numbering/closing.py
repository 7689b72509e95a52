"""Closing a period at its end: its book is checked, locked, and can be printed for good."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from numbering import counters, gaps
from numbering.clock import database_now
from numbering.errors import RegisterRefused
from numbering.models import Counter, Sequence, today
from numbering.periods import Reset, last_day


@transaction.atomic
def close(sequence: Sequence, period: str, by: User) -> Counter:
    """Close the book of a period. It can't be opened again.

    After that only a registrar still takes numbers in it: late ones, with a reason.

    Args:
        sequence: whose book.
        period: one that has counted.
        by: a registrar of the sequence's agency.

    Raises:
        NotTheRegistrar: `by` is none.
        RegisterRefused: something stands in the way; every problem at once.
    """
    counters.check_registrar(sequence.agency, by)
    if not sequence.counters.filter(period=period).exists():
        raise RegisterRefused(_("No number was counted in this period."))
    counter = counters.locked(sequence, period)
    if problems := what_stands_open(counter):
        raise RegisterRefused(*problems)
    counter.closed_at, counter.closed_by = database_now(), by
    counter.save(update_fields=["closed_at", "closed_by"])
    return counter


def what_stands_open(counter: Counter) -> list[str]:
    """Everything that stands in the way of closing a period, one sentence each."""
    sequence, period = counter.sequence, counter.period
    if counter.closed_at:
        return [_("The book of %(period)s is closed already.") % {"period": period}]
    if sequence.reset == Reset.NEVER:
        return [_("This sequence never begins again, so its book has no end to be closed at.")]
    problems = []
    last = last_day(period, sequence.reset, sequence.fiscal_start_month)
    if last >= today():
        problems.append(
            _("%(period)s is not over: it ends on %(day)s.")
            % {"period": period, "day": date_format(last)}
        )
    problems += [
        _("Number %(number)s is still reserved for %(owner)s. Use it or void it first.")
        % {"number": number, "owner": number.owner}
        for number in sequence.numbers.filter(period=period).reserved().select_related("owner")
    ]
    problems += [
        _("In %(book)s serials are missing: %(serials)s. Run the command doctor.")
        % {"book": period, "serials": gaps.in_words(gap)}
        for gap in gaps.faults(counter)
    ]
    return problems
