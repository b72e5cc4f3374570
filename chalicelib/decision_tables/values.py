"""The four types of a table's inputs, as they stand in JSON and as they are compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What an input holds. A date is `YYYY-MM-DD`, a civil date in Asia/Shanghai."""

    NUMBER = "number"
    STRING = "string"
    BOOLEAN = "boolean"
    DATE = "date"


Value = int | float | str | bool | date
MAX_STRING = 200
MAX_NUMBER = 2**53  # beyond it JSON numbers are no longer exact; NaN and infinities fall outside too


class WrongType(ValueError):
    """A value is not of the type that the input declares: nothing is converted silently."""


def read_value(kind: Kind, value: object) -> Value:
    """Return `value` in the form in which it is compared; raises `WrongType`."""
    return _READERS[kind](value)


def plain(value: Value) -> str | int | float | bool:
    """The JSON form of a value."""
    return value.isoformat() if isinstance(value, date) else value


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -MAX_NUMBER < value < MAX_NUMBER:
        raise WrongType
    return int(value) if isinstance(value, float) and value.is_integer() else value  # 1.0 is 1, and -0.0 is 0


def _string(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_STRING:
        raise WrongType
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongType
    return value


def _date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise WrongType from None
    if day.isoformat() != value:  # fromisoformat also takes 20260101 and 2026-W01-1
        raise WrongType
    return day


_READERS: dict[Kind, Callable[[object], Value]] = {
    Kind.NUMBER: _number,
    Kind.STRING: _string,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
}
