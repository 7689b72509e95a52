"""Files on a server that speaks S3, for machines that share them: FILES_URL.

The bucket is the newsroom's alone and nobody else may read it: who may have which file is asked at
the gate, and the bytes go through the application.
"""

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.files import File
from django.core.files.storage import Storage

BLOCK = 256 * 1024  # bytes
SCHEMES = {"s3": "https", "s3+http": "http"}
GONE = {"404", "NoSuchKey"}
CONNECTING, ANSWERING = 2, 15  # seconds


class Objects(Storage):
    """Logos, pictures and files, each an object under its name.

    A name is a file's own for ever: random, or the hash of its bytes. So what is there under a name
    is what would be written.

    Whatever else the server says or fails to say than that there is no such object, is an OSError
    with EHOSTDOWN, which is answered with 503.

    Args:
        url: `s3://KEY:SECRET@host/bucket`, over HTTPS; `s3+http://` without, for a network that is
            the newsroom's alone. `?region=` where the server wants one.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.bucket = parts.path.strip("/")
        named = (parts.hostname, parts.username, parts.password, self.bucket)
        if parts.scheme not in SCHEMES or not all(named) or "/" in self.bucket:
            raise ImproperlyConfigured("Set FILES_URL to s3://KEY:SECRET@host/bucket.")
        host = parts.netloc.rpartition("@")[2]
        self._access = {
            "endpoint_url": f"{SCHEMES[parts.scheme]}://{host}",
            "aws_access_key_id": unquote(parts.username or ""),
            "aws_secret_access_key": unquote(parts.password or ""),
            "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
        }
        self._client: Any = None
        self._process = 0

    @property
    def client(self) -> Any:
        """The way to the server, of this process alone: a connection is not forked."""
        if self._process != os.getpid():
            # Not before: it takes 20 MB, and most newsrooms have no such server.
            import boto3
            from botocore.config import Config

            config = Config(
                connect_timeout=CONNECTING,
                read_timeout=ANSWERING,
                retries={"total_max_attempts": 2},
                s3={"addressing_style": "path"},
                # Others than Amazon's own do not all know these.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            )
            self._client = boto3.session.Session().client("s3", config=config, **self._access)
            self._process = os.getpid()
        return self._client

    def get(self, name: str, first: int = 0) -> Any:
        """What the server answers to whoever asks for an object, from a byte on."""
        asked = {"Range": f"bytes={first}-"} if first else {}
        with told():
            return self.client.get_object(Bucket=self.bucket, Key=name, **asked)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("A file that is kept does not change.")
        return Kept(self, name)

    def _save(self, name: str, content: File) -> str:
        content.seek(0)
        with told():
            self.client.put_object(Bucket=self.bucket, Key=name, Body=content)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def delete(self, name: str) -> None:
        with told():
            self.client.delete_object(Bucket=self.bucket, Key=name)

    def exists(self, name: str) -> bool:
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        with told():
            said = self.client.head_object(Bucket=self.bucket, Key=name)
        return int(said["ContentLength"])

    def url(self, name: str | None) -> str:
        return f"/{quote(name or '')}"


@contextmanager
def told() -> Iterator[None]:
    """Errors of the library as those of a disk."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in GONE:
            raise FileNotFoundError(errno.ENOENT, "no such object") from error
        raise OSError(errno.EHOSTDOWN, f"the server for files says {code}") from error
    except BotoCoreError as error:
        words = f"the server for files does not answer ({type(error).__name__})"
        raise OSError(errno.EHOSTDOWN, words) from error


class Kept(File):
    """A file on the server, read as it comes; asked for at once: one that is gone is told."""

    def __init__(self, objects: Objects, name: str) -> None:
        self._objects = objects
        super().__init__(io.BufferedReader(Stream(objects, name), BLOCK), name)

    def open(self, mode: str | None = None, *_args: Any, **_kwargs: Any) -> "Kept":
        if self.closed:
            self.file = io.BufferedReader(Stream(self._objects, self.name or ""), BLOCK)
        self.seek(0)
        return self


class Stream(io.RawIOBase):
    """The bytes of an object. Whoever goes elsewhere in it asks the server anew."""

    def __init__(self, objects: Objects, name: str) -> None:
        self._objects, self._name, self._at = objects, name, 0
        said = objects.get(name)
        self._size, self._body = int(said["ContentLength"]), said["Body"]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if (at := max(0, base + offset)) != self._at:
            self._drop()
            self._at = at
        return at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._size:
            return 0
        if self._body is None:
            self._body = self._objects.get(self._name, self._at)["Body"]
        with told():
            part = self._body.read(len(buffer))
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._drop()
        super().close()

    def _drop(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None
