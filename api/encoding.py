"""JSON as it is sent and exported: UTF-8, times as in RFC 3339 with the newsroom's offset."""

import datetime
import json
from typing import Any

from django.utils import timezone


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def moment(at: datetime.datetime) -> str:
    """A point in time: `2020-03-28T10:00:00.000+07:00`."""
    return timezone.localtime(at).isoformat(timespec="milliseconds")
