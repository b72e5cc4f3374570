"""An office's event log as it lies: one line per event, read by itself, so that a broken line spoils no other.

Columns (in any order, capital letters or not; others are left alone): `case_id`, `start`, `planned_end`, `end`,
`deadline` of the case, the same on each of its lines; `activity`, `task_instance`, `resource`, `ts` of the event.
Instants are ISO 8601; an end, a planned end and a deadline may be empty.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from chalicelib.shared.clocks import SHANGHAI

CASE = ("start", "planned_end", "end", "deadline")
NEEDED = ("case_id", *CASE, "activity", "task_instance", "resource", "ts")
_SHOWN = 120
_GZIP = b"\x1f\x8b"
_REQUIRED = ("case_id", "task_instance", "activity", "start", "ts")
LONGEST_VALUE = 500
"""Characters that a value may have."""
YEARS = range(1970, 2100)
"""Years in which something may happen."""


class LogUnreadable(Exception):
    """The file as a whole is no such log; the message says why."""


class Event(NamedTuple):
    """A line of the log: at `ts` somebody did a piece of work on a case, of which it tells the days too."""

    line: int
    case_id: str
    task_instance: str
    activity: str
    resource: str
    ts: datetime
    start: datetime
    planned_end: datetime | None = None
    end: datetime | None = None
    deadline: datetime | None = None
    responsible: str = ""

    @property
    def case(self) -> tuple[datetime | None, ...]:
        """What every line of the case says of it."""
        return self.start, self.planned_end, self.end, self.deadline


class Refused(NamedTuple):
    """A line that is not applied, and why; `detail` is for people."""

    line: int
    reason: str
    detail: str = ""
    case_id: str = ""


def read(path: Path) -> Iterator[Event | Refused]:
    """Every line after the header. Raises LogUnreadable for what is no such log, or ends in the middle."""
    lines = _lines(path)
    number, header = next(lines, (0, ""))
    columns = [name.strip().lower() for name in _fields(header) or []]
    if missing := [name for name in NEEDED if name not in columns]:
        raise LogUnreadable(f"{path.name} has no column {', '.join(missing)}; {_begins(header)}")
    if twice := [name for name in NEEDED if columns.count(name) > 1]:
        raise LogUnreadable(f"{path.name} has more than one column {', '.join(twice)}")
    for number, line in lines:
        yield _line(number, columns, line)


def _begins(header: str) -> str:
    return f"its first line is {header[:_SHOWN]!r}" if header else "it is empty"


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open("rb") as found:
            packed = found.read(len(_GZIP)) == _GZIP
        with gzip.open(path, "rb") if packed else path.open("rb") as content:
            for number, line in enumerate(content, 1):
                yield number, line.decode("utf-8-sig", errors="replace").rstrip("\r\n")
    except (OSError, EOFError, zlib.error) as broken:
        raise LogUnreadable(f"{path}: {broken}") from broken


def _fields(line: str) -> list[str] | None:
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None


def _line(number: int, columns: Sequence[str], line: str) -> Event | Refused:
    fields = _fields(line)
    if fields is None or len(fields) != len(columns):
        told = "cannot be taken apart" if fields is None else f"{len(fields)} fields instead of {len(columns)}"
        return Refused(number, "line_malformed", told)
    said = {name: value.strip() for name, value in zip(columns, fields, strict=True)}
    return _event(number, said)


def _event(number: int, said: dict[str, str]) -> Event | Refused:
    """The event, unless something that it must say is missing, too long, or no instant."""
    case_id = said["case_id"]
    if lacking := [name for name in _REQUIRED if not said[name]]:
        return Refused(number, "value_missing", ", ".join(lacking), case_id)
    if long := [name for name in NEEDED if len(said[name]) > LONGEST_VALUE]:
        return Refused(number, "value_too_long", ", ".join(long), case_id if len(case_id) <= LONGEST_VALUE else "")
    try:
        return _read(number, said)
    except _NoInstant as wrong:
        return Refused(number, "instant_unreadable", str(wrong), case_id)


def _read(number: int, said: dict[str, str]) -> Event:
    instants = {name: _instant(name, said[name]) for name in (*CASE, "ts") if said[name]}
    return Event(
        line=number,
        case_id=said["case_id"],
        task_instance=said["task_instance"],
        activity=said["activity"],
        resource=said["resource"],
        responsible=said.get("responsible", ""),
        **instants,
    )


class _NoInstant(ValueError):
    """The column whose value is no instant."""


def _instant(column: str, text: str) -> datetime:
    """An instant in a year that can be. Without an offset it is what the office's own clock showed, and stays that."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise _NoInstant(column) from wrong
    if found.year not in YEARS:
        raise _NoInstant(column)
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
