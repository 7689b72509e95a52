"""Rules that the database itself enforces, whoever writes to it: triggers on both engines.

A guard refuses a kind of statement on a table. Guards are lowered before migrations
that change something (SQLite rebuilds a table to alter it, and a trigger that reads the
table would stop that) and raised again after every `migrate`. A system check tells when
one is missing or differs.

The apps list their guards in `register_guards.py` and `edition_guards.py`; each condition
is SQL over OLD and NEW that both engines understand. `{now}` stands for the database's
clock.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate

NOW = {"postgresql": "clock_timestamp()", "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')"}

_watched: dict[str, list["Guard"]] = {}


@dataclass(frozen=True)
class Guard:
    """One refusal: statements of kind `event` on `table` that meet `when` fail.

    Attributes:
        table: the table's name.
        event: INSERT, UPDATE, DELETE or TRUNCATE.
        subject: what it protects, in one or two words; with table and event, its name.
        message: what the error says.
        when: the condition; empty refuses always.
        frozen_but: for UPDATE: refuse when any column but these changes its value.
    """

    table: str
    event: str
    subject: str
    message: str
    when: str = ""
    frozen_but: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.event.lower()}_{self.subject}"

    def statements(self) -> list[str]:
        """The SQL that raises it on the engine that is connected."""
        return _DIALECTS[connection.vendor].raising(self, self._condition())

    def _condition(self) -> str:
        if self.frozen_but is not None:
            return _DIALECTS[connection.vendor].changed(self.table, self.frozen_but)
        return self.when.format(now=NOW[connection.vendor])


def sealed(
    table: str,
    *,
    unique: Iterable[str] = (),
    frozen_but: tuple[str, ...] = (),
    key: str = "id",
) -> list:
    """Guards of a table whose rows are never deleted, replaced, or changed.

    Args:
        table: the table's name.
        unique: SQL conditions over NEW and the row `old` that meet a unique constraint.
            SQLite's `INSERT OR REPLACE` deletes the row it collides with and fires no
            trigger for that, so the collision itself is refused.
        frozen_but: columns that may change.
        key: the column of its primary key.
    """
    same_key = f"old_row.{key} = NEW.{key}"
    collision = " OR ".join(f"({condition})" for condition in (same_key, *unique))
    return [
        Guard(table, "UPDATE", "sealed", f"{table} is sealed", frozen_but=frozen_but),
        Guard(table, "DELETE", "kept", f"{table} is never deleted"),
        Guard(table, "TRUNCATE", "kept", f"{table} is never emptied"),
        Guard(
            table,
            "INSERT",
            "replaced",
            f"{table} is never replaced",
            f"EXISTS (SELECT 1 FROM {table} old_row WHERE {collision})",
        ),
    ]


class _SQLite:
    """A guard is one trigger, and its condition the trigger's WHEN."""

    @staticmethod
    def raising(guard: Guard, condition: str) -> list[str]:
        if guard.event == "TRUNCATE":
            return []  # SQLite has none: it deletes row by row where a trigger watches.
        when = f" WHEN {condition}" if condition else ""
        return [
            f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}"{when} '
            f"BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
        ]

    @staticmethod
    def changed(table: str, but: tuple[str, ...]) -> str:
        # Django's own introspection parses the table's whole SQL, for collations.
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pragma_table_info(%s)", [table])
            columns = [name for (name,) in cursor.fetchall()]
        return " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns if c not in but)

    @staticmethod
    def lower(guard: Guard) -> list[str]:
        return [f'DROP TRIGGER IF EXISTS "{guard.name}"']

    @staticmethod
    def standing() -> dict[str, list[str]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {name: [sql] for name, sql in cursor.fetchall()}

    @staticmethod
    def expected(guard: Guard) -> list[str]:
        return guard.statements()


class _PostgreSQL:
    """A guard is a function that judges, and a trigger that calls it."""

    @staticmethod
    def body(guard: Guard, condition: str) -> str:
        result = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.event, "NEW")
        return (
            f"BEGIN IF {condition or 'TRUE'} THEN RAISE EXCEPTION '{guard.message}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {result}; END"
        )

    @classmethod
    def raising(cls, guard: Guard, condition: str) -> list[str]:
        level = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
        return [
            f'CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger LANGUAGE plpgsql '
            f"SET search_path FROM CURRENT AS $guard${cls.body(guard, condition)}$guard$",
            f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}" '
            f'FOR EACH {level} EXECUTE FUNCTION "{guard.name}"()',
        ]

    @staticmethod
    def changed(table: str, but: tuple[str, ...]) -> str:
        # As JSON both rows compare by value, whatever types their columns have.
        without = "".join(f" - '{column}'" for column in but)
        return f"(to_jsonb(OLD){without}) IS DISTINCT FROM (to_jsonb(NEW){without})"

    @staticmethod
    def lower(guard: Guard) -> list[str]:
        return [f'DROP FUNCTION IF EXISTS "{guard.name}"() CASCADE']

    @staticmethod
    def standing() -> dict[str, list[str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
                "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
                "AND pg_table_is_visible(tgrelid)"
            )
            return {name: [source] for name, source in cursor.fetchall()}

    @classmethod
    def expected(cls, guard: Guard) -> list[str]:
        return [cls.body(guard, guard._condition())]


_DIALECTS: dict[str, type[_SQLite] | type[_PostgreSQL]] = {
    "sqlite": _SQLite,
    "postgresql": _PostgreSQL,
}


def lower(guards: Iterable[Guard]) -> None:
    """Take guards down. For migrations, and for nothing else."""
    _execute(guards, _DIALECTS[connection.vendor].lower)


def raise_up(guards: Iterable[Guard]) -> None:
    """Put guards up anew, as the code has them now."""
    guards = list(guards)
    lower(guards)
    _execute(guards, Guard.statements)


def _execute(guards: Iterable[Guard], statements: Callable[[Guard], list[str]]) -> None:
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in statements(guard):
                cursor.execute(statement)


def all_guards() -> list[Guard]:
    """Every guard of every app."""
    return [guard for guards in _watched.values() for guard in guards]


def missing() -> list[Guard]:
    """The guards that do not stand in the database, or not as the code has them."""
    dialect = _DIALECTS[connection.vendor]
    standing = dialect.standing()
    return [
        guard
        for guard in all_guards()
        if (expected := dialect.expected(guard)) and standing.get(guard.name) != expected
    ]


def stand_watch(app: AppConfig, guards: Iterable[Guard]) -> None:
    """Let an app's guards be lowered before its migrations and raised after them.

    Args:
        app: the app; call this in its `ready()`.
        guards: its guards.
    """
    _watched[app.label] = list(guards)
    pre_migrate.connect(_before_migrations, sender=app)
    post_migrate.connect(_after_migrations, sender=app)


def _before_migrations(sender: AppConfig, plan: list, **_kwargs: object) -> None:
    if plan:
        lower(_watched[sender.label])


def _after_migrations(sender: AppConfig, **_kwargs: object) -> None:
    # After migrating backwards to nothing there is no table to guard.
    tables = connection.introspection.table_names()
    raise_up(guard for guard in _watched[sender.label] if guard.table in tables)


# With `deploy`, so that it never runs inside `migrate`, which is what mends it.
@register("guards", deploy=True)
def check_guards(app_configs: object = None, **_kwargs: object) -> list[CheckMessage]:
    """System check `numbering.E001`: a guard is missing in the database."""
    return [
        Error(
            f"The database does not refuse what it should: {guard.message} ({guard.name}).",
            hint="Run `manage.py migrate`, which puts every guard up again.",
            id="numbering.E001",
        )
        for guard in missing()
    ]
