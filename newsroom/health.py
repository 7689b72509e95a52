"""Whether the newsroom can do its work: asked by what starts it, watches it and counts it.

`/healthz` says that the process answers, to anybody. `/readyz` and `/metrics` tell how it stands,
to whoever asks from this machine or brings MONITOR_TOKEN; to others there is nothing at that
address.
"""

import ipaddress
import pkgutil
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.network import client_address
from jobs import calling, standing
from newsroom import metrics
from newsroom.keeping import replica
from numbering import guards

ADDRESSES = {"/healthz", "/readyz", "/metrics"}
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class Unready(Exception):
    """What is the matter, in a word or two that tell nothing to an attacker."""


@dataclass(frozen=True)
class Check:
    """One thing that is looked at.

    Attributes:
        look: says how it is in a word, or raises anything.
        needed: whether readers are turned away without it. A cache that is gone, or mails that
            wait, are to be mended; the pages stand nevertheless.
    """

    look: Callable[[], str]
    needed: bool = True


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return connection.vendor


def _migrations() -> str:
    applied = set(MigrationRecorder(connection).applied_migrations())
    if missing := len(set(_on_disk()) - applied):
        raise Unready(f"{missing} to apply")
    return "applied"


def _on_disk() -> Iterator[tuple[str, str]]:
    """Each migration of the apps, by app and name, without loading what it does."""
    for app in apps.get_app_configs():
        place, _explicit = MigrationLoader.migrations_module(app.label)
        try:
            package = import_module(place or "")
        except (ImportError, ValueError):
            continue  # an app without tables
        for module in pkgutil.iter_modules(package.__path__):
            if not module.ispkg and module.name[0] not in "_~":
                yield app.label, module.name


def _guards() -> str:
    if missing := len(guards.missing()):
        raise Unready(f"{missing} missing")
    return "standing"


def _cache() -> str:
    said = secrets.token_hex(8)
    cache.set(f"ready:{said}", said, timeout=10)
    if cache.get(f"ready:{said}") != said:
        raise Unready("forgetful")
    cache.delete(f"ready:{said}")
    return "remembers"


def _storage() -> str:
    name = default_storage.save(f"ready/{secrets.token_hex(8)}", ContentFile(b"ready"))
    default_storage.delete(name)
    return "writable"


def _queue() -> str:
    waiting, age = standing.waiting()
    if standing.waiting_since(standing.last_worked()):
        raise Unready(f"{waiting} waiting, oldest {age:.0f} s, no worker")
    return f"{waiting} waiting, oldest {age:.0f} s"


def _replica() -> str:
    if not replica.is_level():
        raise Unready("behind, or its clock is wrong")
    return "caught up"


CHECKS = {
    "database": Check(_database),
    "migrations": Check(_migrations),
    "guards": Check(_guards),
    # A disk is this machine's own; a server for all of them turns away nobody who reads text.
    "storage": Check(_storage, needed=not settings.FILES_URL),
    "cache": Check(_cache, needed=False),
    "queue": Check(_queue, needed=False),
}
CALLS = Check(calling.answers, needed=False)
if settings.TASK_QUEUE_URL:
    CHECKS["calls"] = CALLS
if replica.REPLICA in settings.DATABASES:
    CHECKS["replica"] = Check(_replica, needed=False)


def examine() -> tuple[bool, list[dict[str, Any]]]:
    """Whether readers may be sent here, and of each check its name, whether all is well, a word."""
    ready, found = True, []
    for name, check in CHECKS.items():
        try:
            ok, word = True, check.look()
        except Unready as why:
            ok, word = False, str(why)
        except Exception as error:  # whatever it is: its message may name hosts and users
            ok, word = False, type(error).__name__
        ready = ready and (ok or not check.needed)
        found.append({"name": name, "ok": ok, "word": word})
    return ready, found


# --- The addresses ---


def may_know(request: HttpRequest) -> bool:
    """Whether somebody asks from this machine, or brings the token."""
    if token := settings.MONITOR_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if constant_time_compare(given, token):
            return True
    forwarded = "HTTP_X_FORWARDED_FOR" in request.META
    if forwarded and not settings.BEHIND_PROXY:
        return False  # a proxy that nobody told of: all the world would come from this machine
    address = client_address(request)
    if address is None:
        return not forwarded and not request.META.get("REMOTE_ADDR")  # by the socket itself
    return ipaddress.ip_address(address).is_loopback


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Each check with its result; 503 where readers are better sent elsewhere."""
    if not may_know(request):
        raise Http404
    ready, checks = examine()
    said = {"ready": ready, "at": timezone.now().isoformat(timespec="seconds"), "checks": checks}
    return JsonResponse(said, status=200 if ready else 503)


@require_safe
@never_cache
def counted(request: HttpRequest) -> HttpResponse:
    """What was counted, for Prometheus."""
    if not may_know(request):
        raise Http404
    return HttpResponse(metrics.told(), content_type=PROMETHEUS)
