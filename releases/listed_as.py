"""What lists are narrowed by, as an index can hold it; and so that no index is taken for it."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func, IntegerField

from releases.models.genre import Genre


class ListedAs(Func):
    """The kind under which an edition is listed; of `genre` and `joint_json`.

    Joint ones were sealed without a kind before there were any: see `Edition.heading`.
    """

    output_field = CharField()

    def as_sql(
        self, compiler: Any, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, Any]:
        genre, joint = (compiler.compile(one)[0] for one in self.source_expressions)
        unsaid = f"{genre} = '{Genre.RELEASE.value}' AND {joint} <> '[]'"
        return f"(CASE WHEN {unsaid} THEN '{Genre.JOINT.value}' ELSE {genre} END)", ()


class WrittenIn(Func):
    """The language of an edition, for lists of one language alone.

    Not the column itself: SQLite would walk through all of a language wherever one is asked for.
    """

    output_field = CharField()
    template = "(%(expressions)s || '')"


class Amends(Func):
    """Whether an edition corrects or withdraws its release; of `kind`. 1 or 0."""

    output_field = IntegerField()
    template = "(CASE WHEN %(expressions)s = 'release' THEN 0 ELSE 1 END)"


class Unindexed(Func):
    """A value that SQLite looks for in no index, because what is asked for begins elsewhere."""

    template = "COALESCE(%(expressions)s, NULL)"
    arity = 1
