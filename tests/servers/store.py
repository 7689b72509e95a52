"""A server that speaks S3, in this process: moto's. All it holds is gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from moto.server import ThreadedMotoServer

BUCKET = "newsroom"


@contextmanager
def serving() -> Iterator[str]:
    """Serve an empty bucket for as long as the block lasts; yield its FILES_URL."""
    from newsroom.objects import Objects

    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"s3+http://newsroom:rah%2Fasia@{host}:{port}/{BUCKET}"
        Objects(url).client.create_bucket(Bucket=BUCKET)
        yield url
    finally:
        server.stop()
