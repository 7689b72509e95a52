"""All acts of all sources in one order, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.urls import reverse

from agencies.models import Agency
from agencies.permissions import agencies_where
from agencies.roles import Action
from audit.source import Asked, Line
from audit.sources import SOURCES
from numbering.models import Number, Sequence
from releases.models import Release

Key = tuple[Any, str, int, int]  # see `audit.source.COLUMNS`
PAGE = 50
AT_ONCE = 500  # lines of a file that are held in memory


class Acts(Paginator):
    """What is looked for, page by page or as one stream.

    Args:
        asked: what is looked for.
        by: who looks. Lines lead to the pages that this person may see.
    """

    def __init__(self, asked: Asked, by: User) -> None:
        self.by = by
        self.keys = merged(asked)
        super().__init__(self.keys, PAGE)

    def page_lines(self, keys: Iterable[Key]) -> list[Line]:
        """The lines of some keys, in their order, with links."""
        lines = self._lines(keys)
        self._link(lines)
        return lines

    def _lines(self, keys: Iterable[Key]) -> list[Line]:
        keys = list(keys)
        wanted = defaultdict(list)
        for _at, source, row, more in keys:
            wanted[source].append((row, more))
        found = {name: SOURCES[name].lines(rows) for name, rows in wanted.items()}
        return [found[source][row] for _at, source, row, _more in keys]

    def all_lines(self) -> Iterator[Line]:
        """Every line, without links, read in portions."""
        keys: Iterator[Key] = self.keys.iterator(chunk_size=AT_ONCE)
        while portion := list(islice(keys, AT_ONCE)):
            yield from self._lines(portion)

    def _link(self, lines: list[Line]) -> None:
        """Give each line the address of its thing, where it is still there and may be seen."""
        pages = defaultdict(set)
        for line in lines:
            if line.page:
                pages[line.page[0]].add(line.page[1])
        seen = {
            (model, pk)
            for model, pks in pages.items()
            for pk in self._seen(model).filter(pk__in=pks).values_list("pk", flat=True)
        }
        for line in lines:
            if line.page in seen:
                meta = line.page[0]._meta
                name = f"admin:{meta.app_label}_{meta.model_name}_change"
                line.link = reverse(name, args=[line.page[1]])

    def _seen(self, model: type[Model]) -> QuerySet:
        agencies = agencies_where(self.by, Action.VIEW)
        if model is Agency:
            return agencies
        if model in (Sequence, Release, Number):
            return model._default_manager.filter(agency__in=agencies)
        rows = model._default_manager.all()
        return rows if self.by.is_superuser else rows.none()


def merged(asked: Asked) -> QuerySet:
    """The keys of all that is looked for, newest first, merged by the database."""
    first, *others = (s.keys(asked) for s in SOURCES.values() if s.may_hold(asked))
    return first.union(*others, all=True).order_by("-act_at", "-act_source", "-act_row")
