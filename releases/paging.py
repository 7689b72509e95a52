"""Pages of a list: by number for people, and from where one has read to for walking on.

Nothing here counts a whole list, or walks over it. Numbers lead to the first PAGES pages; "older"
and "newer" carry a cursor, which names the release that was read last and is signed together with
the question, so that it fits no other.
"""

import datetime
import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.core import signing
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from releases.models import Edition
from releases.search.counting import CountedUpTo

PAGES = 50  # that have a number
COUNTED = 1_000
WAYS = ("page", "after", "before")  # what in an address says which page, and nothing else


class BadCursor(ValueError):
    """It was not made here, or for another question."""


class TooFar(EmptyPage):
    """A page that may well be there, but has no number."""


def shown(count: int, counted: int) -> str:
    """A count in the language of the page: "1.000+" where it was not counted on."""
    told = number_format(min(count, counted), force_grouping=True)
    return f"{told}+" if count > counted else told


class LedgerPage(Page):
    """One page, which knows whether there is another without a count."""

    paginator: "Ledgers"

    def __init__(self, rows: Sequence, number: int, paginator: "Ledgers", newer: bool, older: bool):
        super().__init__(rows, number, paginator)
        self._newer, self._older = newer, older

    def has_next(self) -> bool:
        return self._older

    def has_previous(self) -> bool:
        return self._newer

    def has_other_pages(self) -> bool:
        return self._older or self._newer

    @cached_property
    def after(self) -> str:
        """The cursor to what follows."""
        return self.paginator.cursor(self, self.object_list[-1], self.number + 1)

    @cached_property
    def before(self) -> str:
        """The cursor to what stands before."""
        return self.paginator.cursor(self, self.object_list[0], self.number - 1)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the pages around it that are known to be there."""
        last = self.paginator.num_pages
        near = {1, *range(self.number - 2, self.number + 3), last}
        return sorted(number for number in near if 1 <= number <= last)


class Ledgers(Paginator):
    """The pages of a list of editions.

    Args:
        editions: in the order newest or oldest first; or, where an order is worked out, a list of
            primary keys, whose editions `shelf` gets.
        request: whose path and query a cursor is bound to.
        oldest: whether the oldest stand first.
        cut: whether the list leaves some out, because there were too many.
        shelf: gets the editions of keys.
        counted: how many there are, up to COUNTED + 1, where that is known.
    """

    object_list: Any

    def __init__(
        self,
        editions: Any,
        per_page: int,
        request: HttpRequest,
        *,
        oldest: bool = False,
        cut: bool = False,
        shelf: Callable[[list[int]], list[Edition]] | None = None,
        counted: int | None = None,
    ) -> None:
        super().__init__(editions, per_page)
        if counted is not None:
            self.count = counted
        self.oldest, self.cut = oldest, cut
        self.shelf = shelf
        self.is_list = shelf is not None
        asked = [(key, value) for key, values in request.GET.lists() for value in values]
        asked = sorted(pair for pair in asked if pair[0] not in WAYS and pair[1])
        said = repr((request.path, asked)).encode()
        self._signer = signing.Signer(salt=f"releases.paging:{hashlib.sha256(said).hexdigest()}")

    @cached_property
    def count(self) -> int:
        """How many there are; COUNTED + 1 where there are more than COUNTED."""
        if self.is_list:
            return len(self.object_list)
        first = self._with_count(self.object_list).first()
        return first.counted if first else 0

    @property
    def shown(self) -> str:
        if self.is_list:
            return shown(self.count + self.cut, self.count)
        return shown(self.count, COUNTED)

    @property
    def num_pages(self) -> int:
        known = self.count if self.is_list else min(self.count, PAGES * self.per_page)
        return max(1, -(-known // self.per_page))

    def page(self, number: Any) -> LedgerPage:
        """The page with a number.

        Raises:
            PageNotAnInteger, EmptyPage: there is none.
            TooFar: it is beyond those that have a number.
        """
        number = self._number(number)
        start = (number - 1) * self.per_page
        rows = self._rows(self.object_list, start)
        if number > 1 and not rows:
            raise EmptyPage(_("There is no such page."))
        return LedgerPage(
            self._shown(rows[: self.per_page]), number, self, number > 1, len(rows) > self.per_page
        )

    def _number(self, number: Any) -> int:
        try:
            number = int(number)
        except (TypeError, ValueError):
            raise EmptyPage(_("There is no such page.")) from None
        if number < 1:
            raise EmptyPage(_("There is no such page."))
        if number > PAGES and not self.is_list:  # never asked of a database, however many digits
            if self.count > PAGES * self.per_page:
                raise TooFar(_("Only the first %(pages)d pages have a number.") % {"pages": PAGES})
            raise EmptyPage(_("There is no such page."))
        return number

    def walk(self, cursor: str, *, back: bool = False) -> LedgerPage:
        """The page that follows on a cursor, or that stands before it.

        Raises:
            BadCursor: it was not made here for this question.
        """
        try:
            number, path, at = self._signer.unsign_object(cursor)
        except (signing.BadSignature, ValueError):
            raise BadCursor(cursor) from None
        moment = datetime.datetime.fromisoformat(at)
        if self.is_list:
            return self.page(min(max(1, number), self.num_pages))
        rows = self._rows(self._beyond(path, moment, back))
        more, rows = len(rows) > self.per_page, rows[: self.per_page]
        if not rows or (back and not more and len(rows) < self.per_page):
            return self.page(1)
        if back:
            return LedgerPage(rows[::-1], max(1, number), self, more, True)
        return LedgerPage(rows, number, self, True, more)

    def cursor(self, page: Page, edition: Edition, number: int) -> str:
        # By the path, not the key: keys would tell of editions that nobody has seen.
        at = self.moment(edition).isoformat()
        return self._signer.sign_object([number, edition.path, at])

    def moment(self, edition: Edition) -> datetime.datetime:
        """What the list is sorted by."""
        return edition.published_at

    def at(self, path: str, moment: datetime.datetime) -> QuerySet[Edition]:
        """The edition of a release that stands in the list at a moment."""
        return Edition.objects.published().filter(path=path)

    def _beyond(self, path: str, moment: datetime.datetime, back: bool) -> QuerySet[Edition]:
        key = self.at(path, moment).order_by().values("pk")[:1]
        at, nth = self.object_list.order_columns
        older = self.oldest == back
        past = "lt" if older else "gt"
        within = Q(**{f"{at}__{past}e": moment})
        beyond = Q(**{f"{at}__{past}": moment}) | Q(**{f"{nth}__{past}": key})
        found = self.object_list.filter(within, beyond)
        return found.newest_first() if older else found.oldest_first()

    def _rows(self, editions: Any, start: int = 0) -> list:
        end = start + self.per_page + 1
        if self.is_list:
            return self.object_list[start:end]
        if "count" in vars(self):
            return list(editions[start:end])
        found = list(self._with_count(editions)[start:end])
        if found:
            self.count = found[0].counted
        elif not start:
            self.count = 0
        return found

    def _shown(self, rows: list) -> list[Edition]:
        return self.shelf(rows) if self.shelf else rows

    def _with_count(self, editions: QuerySet) -> QuerySet:
        return editions.annotate(counted=CountedUpTo(COUNTED + 1, self.object_list))
