"""The configuration document `calendar`: notices that came after the shipped calendar, and offices that are closed.

What an entry looks like is here; what of it cannot be is the law's clock's (`chalicelib.deadlines`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from chalicelib.configuration.rules import Document, records
from chalicelib.shared.errors import Fault

FIRST_YEAR, LAST_YEAR = 2004, 2099
_DAY = r"20\d{2}-\d{2}-\d{2}"


def _text(longest: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": r"\S"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


_DAYS = {"type": "array", "maxItems": 10, "items": {"type": "string", "pattern": f"^{_DAY}(/{_DAY})?$"}}
_PERIOD = _object({"name": _text(20), "off": _DAYS, "working": _DAYS})
_A_DATE = {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}
NOTICE = _object(
    {
        "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        "notice": _text(200),
        "periods": {"type": "array", "minItems": 1, "maxItems": 12, "items": _PERIOD},
    }
)
CLOSURE = _object(
    {
        "division_code": {"type": "string", "pattern": r"^[1-9]\d{11}$"},
        "from": _A_DATE,
        "to": _A_DATE,
        "reason": _text(100),
        "basis": _text(200),
    }
)


def _wrong_notices(entries: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    from chalicelib.deadlines.service import wrong_notices

    yield from _torn(NOTICE, entries) or (Fault(*wrong) for wrong in wrong_notices(entries))


def _wrong_closures(entries: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    from chalicelib.deadlines.service import wrong_closures

    yield from _torn(CLOSURE, entries) or (Fault(*wrong) for wrong in wrong_closures(entries))


def _torn(shape: Mapping[str, Any], entries: Sequence[object]) -> list[Fault]:
    """What is not of that shape."""
    from chalicelib.shared.json_schema import compiled, faults

    return [fault for _, fault in faults(compiled({"type": "array", "items": shape}), list(entries))]


class WorkingDays(Document):
    """放假安排: the days off that were announced after the shipped calendar, and offices closed by a local notice."""

    apart: ClassVar[bool] = True

    notices: tuple[Mapping[str, Any], ...] = records(
        "国务院办公厅关于节假日安排的通知",
        "notice",
        "the package has the notices of 2004 to 2026; a later one is laid over them",
        entries=10,
        shape=NOTICE,
        wrong=_wrong_notices,
    )
    closures: tuple[Mapping[str, Any], ...] = records(
        "办公场所停止办公的时间",
        "closure",
        "product default: none; each needs its local notice",
        entries=100,
        shape=CLOSURE,
        wrong=_wrong_closures,
    )
