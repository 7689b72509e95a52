"""The database itself counts every change of what is public, whoever makes it: triggers.

So nothing that writes has to remember it, and `update()`, bulk writes and SQL count as well.
PostgreSQL fires them at the commit and steps one row out of many, which one it is says the
connection: approvals at the same moment do not wait for each other, and who holds a row waits for
nothing more. SQLite has one writer at a time, and one row.

They are lowered before migrations and raised after them, as guards are.
"""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error, register
from django.db import connection

from newsroom.keeping.watched import WATCHED, Watched

SLOTS = 1_024
FUNCTION = "newsroom_step_version"
# Once in a transaction is enough; a setting that ends with the transaction remembers it.
BODY = f"""
BEGIN
    IF current_setting('newsroom.stepped', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO newsroom_version (slot, value) VALUES (pg_backend_pid() % {SLOTS}, 1)
            ON CONFLICT (slot) DO UPDATE SET value = newsroom_version.value + 1;
        PERFORM set_config('newsroom.stepped', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END
"""
STEP = (
    "INSERT INTO newsroom_version (slot, value) VALUES (0, 1) "
    "ON CONFLICT (slot) DO UPDATE SET value = value + 1"
)
DIFFERS = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}


def _named() -> Iterator[tuple[str, Watched, str]]:
    for watched in WATCHED:
        for event in ("UPDATE",) if watched.columns else ("INSERT", "UPDATE", "DELETE"):
            yield f"public_{watched.table}_{event.lower()}", watched, event


def _raising(name: str, watched: Watched, event: str) -> str:
    """The SQL of a trigger on the engine that is connected."""
    when = ""
    if watched.columns:
        differs = DIFFERS[connection.vendor]
        changes = " OR ".join(f'OLD."{one}" {differs} NEW."{one}"' for one in watched.columns)
        when = f" WHEN ({changes})"
    if connection.vendor == "sqlite":
        return (
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{watched.table}" '
            f"FOR EACH ROW{when} BEGIN {STEP}; END"
        )
    return (
        f'CREATE CONSTRAINT TRIGGER "{name}" AFTER {event} ON "{watched.table}" '
        f'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW{when} EXECUTE FUNCTION "{FUNCTION}"()'
    )


def lower(**_signal: object) -> None:
    """Take them down. For migrations, and for nothing else."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'DROP FUNCTION IF EXISTS "{FUNCTION}"() CASCADE')
            return
        for name, _watched, _event in _named():
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')


def before_migrations(plan: list, **_signal: object) -> None:
    if plan:
        lower()


def raise_up(**_signal: object) -> None:
    """Raise them, unless all of them stand. What was changed without them counts as a change."""
    tables = set(connection.introspection.table_names())
    # After migrating backwards there may be nothing to watch.
    if "newsroom_version" not in tables or not missing():
        return
    lower()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f'CREATE FUNCTION "{FUNCTION}"() RETURNS trigger LANGUAGE plpgsql '
                f"SET search_path FROM CURRENT AS $step${BODY}$step$"
            )
        for name, watched, event in _named():
            if watched.table in tables:
                cursor.execute(_raising(name, watched, event))
        cursor.execute(STEP.replace("= value", "= newsroom_version.value"))


def missing() -> list[str]:
    """The triggers that do not stand in the database, or not as the code has them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            standing = dict(cursor.fetchall())
            expected = {one[0]: _raising(*one) for one in _named()}
        else:
            cursor.execute(
                "SELECT tgname, prosrc || (tgqual IS NULL) FROM pg_trigger "
                "JOIN pg_proc ON pg_proc.oid = tgfoid "
                "WHERE tgenabled IN ('O', 'A') AND pg_table_is_visible(tgrelid)"
            )
            standing = dict(cursor.fetchall())
            expected = {
                name: BODY + ("false" if watched.columns else "true")
                for name, watched, _event in _named()
            }
    return [name for name in expected if standing.get(name) != expected[name]]


# With `deploy`, so that it never runs inside `migrate`, which is what mends it.
@register("guards", deploy=True)
def check_triggers(app_configs: object = None, **_kwargs: object) -> list[CheckMessage]:
    """System check `newsroom.E001`: changes of what is public would go unnoticed."""
    return [
        Error(
            f"The database does not tell of changes of what is public ({name}).",
            hint="Run `manage.py migrate`, which puts every trigger up again.",
            id="newsroom.E001",
        )
        for name in missing()
    ]
