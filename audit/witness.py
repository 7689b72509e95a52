"""What the audit notes while others act: sign-ins, second factors, and from where releases and the
register were touched. It listens; nobody who acts knows of it."""

from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.http import HttpRequest

from agencies.history import from_where
from agencies.network import client_address
from agencies.second_factor.changing import factors_reset
from agencies.second_factor.held import Kind
from audit.models import CameFrom, Door, SignIn
from numbering.clock import database_now
from numbering.models import Counter, Number
from numbering.skipping import serials_skipped
from releases.models import Revision


def look_on() -> None:
    """Begin to listen."""
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_kept_out)
    mfa.authenticator_used.connect(_second_step)
    mfa.authentication_failed.connect(_second_step_failed)
    mfa.authenticator_added.connect(_added)
    mfa.authenticator_removed.connect(_removed)
    mfa.authenticator_reset.connect(_codes_anew)
    factors_reset.connect(_reset)
    post_save.connect(_revision, sender=Revision)
    post_save.connect(_number, sender=Number)
    post_save.connect(_counter, sender=Counter)
    serials_skipped.connect(_skipped)


def _at_the_door(
    what: Door, request: HttpRequest | None, person: User | None, note: str = "", **names: str
) -> None:
    names = names or {"name": person.get_username() if person else ""}
    SignIn.objects.create(
        what=what,
        at=database_now(),
        person=person,
        note=note[:300],
        address=client_address(request) if request else None,
        **names,
    )


def _signed_in(request: HttpRequest | None, user: User, **_told: Any) -> None:
    _at_the_door(Door.IN, request, user)


def _signed_out(request: HttpRequest | None, user: User | None, **_told: Any) -> None:
    if user is not None:
        _at_the_door(Door.OUT, request, user)


def _kept_out(credentials: dict, request: HttpRequest | None = None, **_told: Any) -> None:
    """People type their password where their name belongs. Only the name of an account is kept."""
    typed = str(credentials.get(User.USERNAME_FIELD, ""))[:150].replace("\0", "")
    _at_the_door(Door.FAILED, request, User.objects.filter(username=typed).first())


def _second_step(
    request: HttpRequest, user: User, authenticator: Authenticator, **_told: Any
) -> None:
    """A sign-in is noted as such. That it was by a recovery code is worth a line of its own."""
    if authenticator.type == Kind.RECOVERY_CODES:
        _at_the_door(Door.CODE, request, user)


def _second_step_failed(request: HttpRequest, user: User, **_told: Any) -> None:
    _at_the_door(Door.SECOND, request, user)


def _added(request: HttpRequest, user: User, authenticator: Authenticator, **_told: Any) -> None:
    _at_the_door(Door.ADDED, request, user, _name_of(authenticator))


def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **_told: Any) -> None:
    _at_the_door(Door.GONE, request, user, _name_of(authenticator))


def _codes_anew(request: HttpRequest, user: User, **_told: Any) -> None:
    _at_the_door(Door.CODES, request, user)


def _reset(
    person: User, by: User | None, reason: str, request: HttpRequest | None, **_told: Any
) -> None:
    by_whom = by.get_username() if by else ""
    _at_the_door(Door.RESET, request, person, reason, name=by_whom, whose=person.get_username())


def _name_of(factor: Authenticator) -> str:
    """Of a key its own; an app has none."""
    return str(factor.data.get("name", "TOTP"))


def _came_from(source: str, row: int) -> None:
    if address := from_where():
        CameFrom.objects.create(source=source, row=row, address=address)


def _revision(instance: Revision, created: bool, raw: bool, **_told: Any) -> None:
    if created and not raw:
        _came_from("release", instance.pk)


def _number(instance: Number, created: bool, raw: bool, update_fields: Any, **_told: Any) -> None:
    if created and not raw:
        _came_from("number", instance.pk)
    elif "voided_at" in (update_fields or ()):
        _came_from("void", instance.pk)


def _counter(instance: Counter, update_fields: Any, **_told: Any) -> None:
    if "closed_at" in (update_fields or ()):
        _came_from("closing", instance.pk)


def _skipped(numbers: list[Number], **_told: Any) -> None:
    """A jump is one act, known by the last of its lines."""
    _came_from("skipped", numbers[-1].pk)
