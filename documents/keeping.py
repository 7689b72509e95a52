"""Papers that were made are kept: below the hash of their edition, by the hash of what they say.

Nothing here has to be saved with a backup: what is missing is made again when it is asked for. The
hash of its bytes is noted in the database, so that the file is known when somebody brings it back.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from documents.models import Made
from releases.models import Edition


def kept(edition: Edition, key: str, ending: str, make: Callable[[], bytes]) -> Path:
    """The file of a paper, made now if it is not there yet.

    Args:
        edition: whose paper it is.
        key: the SHA-256 of all that its bytes depend on, in hexadecimal.
        ending: of the file's name, such as `pdf`.
        make: gives its bytes.
    """
    path = _folder(edition) / f"{key}.{ending}"
    if not path.exists():
        content = make()
        _write(path, content)
        Made.objects.remember(edition, ending, content)
        # Its text may have been removed while the paper was being made.
        if not edition.redacted and Edition.objects.filter(redaction__edition=edition).exists():
            forget(edition)
            raise FileNotFoundError(path)
    return path


def key_of(*said: str) -> str:
    """The SHA-256 of several texts, in hexadecimal."""
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def forget(edition: Edition) -> None:
    """Remove every paper of an edition that is kept, and what is noted of them."""
    Made.objects.filter(edition=edition).delete()
    shutil.rmtree(_folder(edition), ignore_errors=True)


def _folder(edition: Edition) -> Path:
    return settings.PAPERS_DIR / edition.sha256[:2] / edition.sha256


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: whoever reads meanwhile finds no half of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.close()
            # As every other file: the server in front may read it, where it is to send it.
            Path(file.name).chmod(settings.FILE_UPLOAD_PERMISSIONS)
            Path(file.name).rename(path)
        except OSError:
            with suppress(FileNotFoundError):
                Path(file.name).unlink()
            raise
