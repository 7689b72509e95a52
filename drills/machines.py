"""Several machines on one: every process of the third shape, on loopback and thrown away.

`python3 dev.py cluster` serves the demo from them; the drill `cluster` kills them in turn.
"""

import argparse
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

from drills.case import NotHere
from drills.newsroom import ROOT, Newsroom
from tests.servers import nginx, postgres, redis

STARTING = 60  # seconds
APPS = WORKERS = ("1", "2")
BUCKET = "newsroom"
UPSTREAM = "server unix:{folder}/run/gunicorn.sock fail_timeout=0;"


class Machine:
    """One of them: what runs there, which may be killed and started again.

    Args:
        name: what it is called.
        where: where it is reached.
        command: that starts it.
        env: its environment.
        log: the file that holds what it says.
        answers: whether it does its work; asked until it does.
    """

    def __init__(
        self,
        name: str,
        where: str,
        command: list[str],
        env: dict[str, str],
        log: Path,
        answers: Callable[[], bool],
    ) -> None:
        self.name, self.where = name, where
        self._command, self._env, self._log, self._answers = command, env, log, answers
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers.

        Raises:
            RuntimeError: it does not; with its own last words.
        """
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._env,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for whoever started all of them
            )
        until = time.monotonic() + STARTING
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{self.name} does not start: {self._log.read_text()[-2000:]}")
            time.sleep(0.1)

    def kill(self) -> None:
        """As a power cut does: all its processes, at once."""
        self._end(signal.SIGKILL)

    def end(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, how)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None


class Store(Machine):
    """The server for files: moto's, which has all in memory, and a record to have it again from."""

    def __init__(self, folder: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._record = folder / "record"
        env = os.environ | {
            "MOTO_ENABLE_RECORDING": "1",
            "MOTO_RECORDER_FILEPATH": str(self._record),
        }
        program = Path(sys.executable).parent / "moto_server"
        command = [str(program), "--host", "127.0.0.1", "--port", str(port)]
        ready = f"{self.url}/moto-api/"
        super().__init__(
            "store", self.url, command, env, folder / "store.log", lambda: reached(ready)
        )

    def start(self) -> None:
        super().start()
        if not self._record.exists():
            return
        lines = self._record.read_text().splitlines()
        written = [one for one in lines if json.loads(one)["method"] in ("PUT", "DELETE")]
        self._record.write_text("".join(f"{one}\n" for one in written))
        again = f"{self.url}/moto-api/recorder/replay-recording"
        urllib.request.urlopen(urllib.request.Request(again, method="POST"), timeout=60)  # noqa: S310


class Database(Machine):
    """A PostgreSQL server: `pg_ctl` starts and ends it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        super().__init__(name, f"socket in {folder}", [], {}, folder / "log", lambda: True)

    def start(self) -> None:
        postgres.start(self.folder, self.data)

    def kill(self) -> None:
        postgres.end(self.data, how="immediate")

    def end(self) -> None:
        if (self.data / "postmaster.pid").exists():
            postgres.end(self.data)


class Cluster:
    """All of them, and how the newsroom is told of them.

    Attributes:
        machines: by name; in the order in which they start.
        url: of nginx, before the apps.
        apps: the address of each app.
        env: what an app is told, without its VAR_DIR.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.machines: dict[str, Machine] = {}
        self.apps: dict[str, str] = {}
        self.env: dict[str, str] = {}
        self.url = f"http://127.0.0.1:{port}"

    def var(self, place: str) -> Path:
        return self.folder / f"app-{place}"

    def newsroom(self, place: str = "1") -> Newsroom:
        """How the commands of an app's machine are called."""
        return Newsroom(self.var(place), self.env["DATABASE_URL"], self.env)

    def start(self, machine: Machine) -> None:
        machine.start()
        self.machines[machine.name] = machine


def reached(url: str) -> bool:
    """Whether something answers there, whatever it says."""
    try:
        urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - of ours, on loopback
    except URLError as error:
        return hasattr(error, "code")
    except OSError:
        return False
    return True


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def missing() -> list[str]:
    """What is not installed, with Debian's names."""
    wanted = {
        "postgresql": postgres.find_programs,
        "nginx": nginx.find_nginx,
        "redis-server": redis.find_redis,
    }
    found = []
    for package, look in wanted.items():
        try:
            look()
        except (postgres.NotInstalled, nginx.NotInstalled, redis.NotInstalled):
            found.append(package)
    return found


@contextmanager
def running(port: int, told: Callable[[str], object]) -> Iterator[Cluster]:
    """Run all of them for as long as the block lasts, with the demo.

    In the system's folder for temporary files: a socket's path may not be long, and PostgreSQL's
    own user has to get there.

    Args:
        port: where nginx listens, on 127.0.0.1.
        told: gets what is being done.

    Raises:
        NotHere: something is not installed.
        RuntimeError: one does not start.
    """
    if packages := missing():
        raise NotHere(f"Not installed: {', '.join(packages)} (Debian's packages).")
    with tempfile.TemporaryDirectory(prefix="newsroom-cluster-") as name, ExitStack() as open_:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = Cluster(folder, port)

        def end() -> None:
            for machine in reversed(cluster.machines.values()):
                machine.end()

        open_.callback(end)
        told("PostgreSQL, a replica of it, Redis and the server for files")
        _engines(cluster, open_)
        open_.callback(end)  # the apps before their database
        told("Tables, static files and the demo")
        _filled(cluster)
        told("Two apps behind nginx, two workers")
        _newsrooms(cluster)
        yield cluster


def _engines(cluster: Cluster, open_: ExitStack) -> None:
    primary = Database("primary", cluster.folder / "primary")
    replica = Database("replica", cluster.folder / "replica")
    for one in (primary, replica):
        one.folder.mkdir()
    url = open_.enter_context(postgres.serving(primary.folder, primary.data, durable=True))
    copy = postgres.replicate(primary.folder, replica.folder, replica.data)
    cluster.machines |= {"primary": primary, "replica": replica}

    port = nginx.free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir"]
    ping = ["redis-cli", "-p", str(port), "ping"]
    cluster.start(
        Machine(
            "redis",
            f"127.0.0.1:{port}",
            [redis.find_redis(), *options, str(cluster.folder)],
            dict(os.environ),
            cluster.folder / "redis.log",
            lambda: subprocess.run(ping, capture_output=True, check=False).returncode == 0,
        )
    )
    store = Store(cluster.folder, nginx.free_port())
    cluster.start(store)
    secret = secrets.token_urlsafe(20)
    cluster.env = {
        "DEBUG": "0",
        "HTTPS": "0",
        "SECOND_FACTOR": "0",
        "BEHIND_PROXY": "1",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "NEWSROOM_ADDRESS": cluster.url,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": url,
        "DATABASE_REPLICA_URL": copy,
        "CACHE_URL": f"rediscache://127.0.0.1:{port}/0",
        "TASK_QUEUE_URL": f"redis://127.0.0.1:{port}/1",
        "FILES_URL": f"s3+http://newsroom:{secret}@{store.url.removeprefix('http://')}/{BUCKET}",
        "WEB_CONCURRENCY": "2",
        "LOG_LEVEL": "WARNING",
    }


def _filled(cluster: Cluster) -> None:
    newsroom = cluster.newsroom()
    newsroom.manage("migrate", "--verbosity", "0")
    newsroom.manage("shell", "-c", MAKE_BUCKET)
    newsroom.manage("collectstatic", "--noinput", "--verbosity", "0")
    shutil.copytree(cluster.var("1") / "static", cluster.var("2") / "static")
    newsroom.manage("demo")


MAKE_BUCKET = (
    "from django.core.files.storage import storages; store = storages['default']; "
    "store.client.create_bucket(Bucket=store.bucket)"
)


def _newsrooms(cluster: Cluster) -> None:
    environments = {
        place: os.environ | cluster.env | {"VAR_DIR": str(cluster.var(place))} for place in APPS
    }
    for place, env in environments.items():
        port = nginx.free_port()
        cluster.apps[place] = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        ready = f"{cluster.apps[place]}/healthz"
        cluster.start(
            Machine(
                f"app {place}",
                cluster.apps[place],
                command,
                env | {"BIND": f"127.0.0.1:{port}"},
                cluster.folder / f"app-{place}.log",
                lambda ready=ready: reached(ready),
            )
        )
    front = cluster.folder / "nginx"
    front.mkdir()
    (front / "run").mkdir()
    file = nginx.configured(front, cluster.var("1"), cluster.port)
    conf = front / "newsroom.conf"
    one, several = UPSTREAM.format(folder=front), ""
    for url in cluster.apps.values():
        several += f"server {url.removeprefix('http://')} max_fails=1 fail_timeout=2s;\n    "
    conf.write_text(conf.read_text().replace(one, several.strip()))
    cluster.start(
        Machine(
            "nginx",
            cluster.url,
            [nginx.find_nginx(), "-c", str(file), "-e", str(front / "error.log")],
            dict(os.environ),
            front / "error.log",
            lambda: reached(f"{cluster.url}/healthz"),
        )
    )
    for place in WORKERS:
        log = cluster.folder / f"worker-{place}.log"
        cluster.start(
            Machine(
                f"worker {place}",
                f"the machine of app {place}",
                [sys.executable, "manage.py", "worker"],
                environments[place] | {"PYTHONUNBUFFERED": "1"},
                log,
                lambda log=log: "works" in log.read_text(),
            )
        )


def main(given: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py cluster", description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=0, help="nginx's; a free one unless told")
    options = parser.parse_args(given)
    if options.port and not is_free(options.port):
        parser.error(f"port {options.port} is not free; choose another, or leave it to chance")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running(options.port or nginx.free_port(), say) as cluster:
            say("What runs where:")
            for machine in cluster.machines.values():
                say(f"  {machine.name:10} {machine.where}")
            say(f"The newsroom   {cluster.url}/")
            say(f"Its desk       {cluster.url}/admin/")
            say(f"Demo logins    {cluster.var('1') / 'demo-logins.txt'}")
            say(f"All of it      {cluster.folder}")
            say("Serving; stop it with Ctrl-C")
            signal.pause()
    except (NotHere, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        say("Ended")
    return 0


def say(text: str) -> None:
    print(f"==> {text}", flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
