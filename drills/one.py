"""One drill in the newsroom of this process: `python -m drills.one NAME FOLDER SHARE MINUTES`.

The database is made and migrated here, the drill runs, and the doctor has the last word.
"""

import importlib
import json
import logging
import os
import sys
import traceback
from pathlib import Path

import django

from drills.case import Case, NotHere
from drills.table import DRILLS

NOT_HERE = 69  # EX_UNAVAILABLE in BSD's sysexits.h


def main(name: str, folder: Path, share: float, minutes: float) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    Path(os.environ["VAR_DIR"]).mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    if database := os.environ.get("DRILL_DATABASE"):
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{database}"')
        connection.close()
        connection.settings_dict["NAME"] = database
    call_command("migrate", verbosity=0)
    logging.disable()  # faults are wanted here
    settings.DEBUG = False  # errors are answered as they are to readers
    from tests.health import assert_healthy

    work = folder / "work"
    work.mkdir()
    said: dict[str, str] = {}
    try:
        module = importlib.import_module(f"drills.{DRILLS[name].module or 'tested'}")
        said["figures"] = module.drill(Case(name, work, share=share, minutes=minutes))
        if DRILLS[name].module:  # tests have newsrooms of their own, and ask the doctor there
            assert_healthy()
            said["figures"] += "; doctor silent"
        return 0
    except NotHere as error:
        said["figures"] = str(error)
        return NOT_HERE
    except Exception as error:  # whatever it was is the outcome
        traceback.print_exc()
        said["figures"] = f"{said.get('figures', '')} {type(error).__name__}: {error}"[:300].strip()
        return 1
    finally:
        (folder / "said.json").write_text(json.dumps(said))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *map(float, sys.argv[3:5])))
