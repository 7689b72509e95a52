"""Files of others are opened in a process of their own, with bounded memory, time and answer.

A bomb, or a fault in one of the libraries, ends that process and nothing else. What it does is
`ingest.formats.__main__`.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from ingest.refusing import refused

WALL_SECONDS = 15
TOLD = 2_000  # bytes of what it says where it fails
logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parent.parent


def opened(kind: str, data: bytes) -> dict[str, Any]:
    """Return the document of a file, as `ingest.formats.blocks.Document.as_json` gives it.

    Args:
        kind: one of `ingest.formats.__main__.KINDS`.
        data: the whole file.

    Raises:
        Refused: it is not read, or took more memory or time than it may.
    """
    # Files, not pipes: neither side can wait for the other, and the limit of a file's size
    # bounds the answer.
    with (
        tempfile.TemporaryFile() as question,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as trouble,
    ):
        question.write(data)
        question.seek(0)
        try:
            ended = subprocess.run(  # noqa: S603
                [sys.executable, "-m", "ingest.formats", kind],
                stdin=question,
                stdout=answer,
                stderr=trouble,
                cwd=_ROOT,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise refused("bomb") from error
        if ended.returncode:
            trouble.seek(0)
            why = trouble.read()[-TOLD:].decode(errors="replace")
            logger.warning("What opens %s ended with %s. %s", kind, ended.returncode, why)
            raise refused("bomb")
        answer.seek(0)
        said: dict[str, Any] = json.loads(answer.read())
    if "refused" in said:
        raise refused(said["refused"], said["most"])
    document: dict[str, Any] = said["document"]
    return document
