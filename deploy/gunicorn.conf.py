"""gunicorn as it serves the newsroom behind nginx: `gunicorn --config deploy/gunicorn.conf.py`.

It is told by the environment where to listen (BIND; systemd's socket goes before it), and with how
many processes (WEB_CONCURRENCY).
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

from gunicorn import glogging

from newsroom import logs

bind = os.environ.get("BIND", "unix:/run/newsroom/gunicorn.sock").split(",")
workers = int(os.environ.get("WEB_CONCURRENCY") or 2 * len(os.sched_getaffinity(0)))
wsgi_app = "newsroom.wsgi"

# Loaded once and then forked: what is only read is shared by all of them.
preload_app = True
worker_class = "sync"
# Seconds. The longest page is a picture of 40 megapixels that is drawn anew.
timeout = 60
graceful_timeout = 30
# A process that was made large by one request does not stay so.
max_requests = 20_000
max_requests_jitter = 4_000
# A sign of life is a file that is touched: in memory, so that no disk can be too slow for it.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
control_socket_disable = True


class Log(glogging.Logger):
    """gunicorn's own lines in the newsroom's form. Requests are nginx's to write down."""

    def setup(self, cfg) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logs.chosen(os.environ.get("LOG_FORMAT") or "line"))


logger_class = Log

# --- Counted by each process, told by any ---------------------------------------------

# Kept in memory, or in a folder that is gone with the first process: not with another one, nor
# when this file is read again for a reload.
COUNTS = "newsroom-counts-"
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix=COUNTS, dir=worker_tmp_dir)


def on_exit(server) -> None:
    folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    if folder.name.startswith(COUNTS):
        shutil.rmtree(folder, ignore_errors=True)


place = "0"


def counted_as() -> str:
    return place


from prometheus_client import values  # noqa: E402 - it looks whether the folder is named

# A worker counts on where another, which has ended, left off: files do not pile up.
values.ValueClass = values.MultiProcessValue(counted_as)


def pre_fork(server, worker) -> None:
    taken = {one.place for one in server.WORKERS.values()}
    worker.place = next(n for n in range(1, len(taken) + 2) if n not in taken)


def post_fork(server, worker) -> None:
    global place
    place = str(worker.place)


# --- Before the first of them ---------------------------------------------------------


def when_ready(server) -> None:
    """Load what every process would load at its first request, and leave it where it lies."""
    from newsroom import warming

    warming.warm()
    gc.collect()
    gc.freeze()  # or looking for garbage would write into every page that is shared
    # A page makes thousands of objects and hardly a circle of them: look for those less often.
    gc.set_threshold(10_000, 10, 10)
