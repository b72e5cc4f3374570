"""Divisions (行政区划) as rows: {code12, level, name, parent12}, sifted one by one and read.

A row may also tell a change: `valid_from` (first day), `valid_until` (the day from which it is no more), `successor12`
(what it became: several are separated by `;`), `document` (what changed it). What a row leaves out stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib.catalogue.elements.codes import DIVISION_CODE, NO_DIVISION, parent_of
from chalicelib.catalogue.records import Division
from chalicelib.shared.divisions import LEVEL_DIGITS, contains, stem

MOST_NAME = 100
MOST_SUCCESSORS = 20
LEVELS = frozenset("12345")
_DAYS = ("valid_from", "valid_until")
Reason = tuple[str, str]


def quarantine(row: object) -> list[Reason]:
    """Return (field, reason) for everything wrong with a row by itself."""
    if not isinstance(row, Mapping):
        return [("", "not_an_object")]
    reasons = [(field, "wrong_pattern") for field in ("code12", "parent12") if not _is_code(field, row.get(field))]
    reasons += [*_name_reasons(row.get("name"), "name", required=True), *_level_reasons(row.get("level"))]
    reasons += _name_reasons(row.get("document"), "document", required=False)
    reasons += [*_day_reasons(row), *_successor_reasons(row)]
    return reasons or list(_place_reasons(row["code12"], row["parent12"], int(row["level"])))


def read(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Division]]:
    """The divisions of good rows, by parent."""
    by_parent: dict[str, list[Division]] = {}
    for row in rows:
        by_parent.setdefault(row["parent12"] or NO_DIVISION, []).append(division_of(row))
    return by_parent


def division_of(row: Mapping[str, Any]) -> Division:
    """The division that a good row tells of."""
    return Division(
        code=row["code12"],
        name=row["name"].strip(),
        level=int(row["level"]),
        valid_from=row.get("valid_from") or None,
        valid_until=row.get("valid_until") or None,
        successors=_successors(row),
        document=str(row.get("document") or "").strip() or None,
    )


def _is_code(field: str, value: object) -> bool:
    if field == "parent12" and value in ("", None):
        return True
    return isinstance(value, str) and DIVISION_CODE.fullmatch(value) is not None and value != NO_DIVISION


def _name_reasons(value: object, field: str, *, required: bool) -> Iterator[Reason]:
    if value in (None, "") and not required:
        return
    if not isinstance(value, str) or not 0 < len(value.strip()) <= MOST_NAME:
        yield field, "missing" if required else "wrong_pattern"
    elif not value.strip().isprintable():
        yield field, "control_characters"


def _level_reasons(value: object) -> Iterator[Reason]:
    if str(value) not in LEVELS:
        yield "level", "unknown"


def _day_reasons(row: Mapping[str, Any]) -> Iterator[Reason]:
    for field in _DAYS:
        if row.get(field) not in (None, "") and not _is_day(row[field]):
            yield field, "not_a_date"


def _successor_reasons(row: Mapping[str, Any]) -> Iterator[Reason]:
    said = row.get("successor12")
    codes = _successors(row) if isinstance(said, str) else ()
    unread = said not in (None, "") and not codes
    if unread or len(codes) > MOST_SUCCESSORS or not all(_is_code("", code) for code in codes):
        yield "successor12", "wrong_pattern"
    elif codes and not row.get("valid_until"):
        yield "valid_until", "missing"


def _place_reasons(code: str, parent: str | None, level: int) -> Iterator[Reason]:
    """A code says by its digits at which level it is and what it lies in; leaving one out is no place for it."""
    if parent and (code == parent or not contains(parent, code)):
        yield "parent12", "does_not_contain"
    elif (parent or NO_DIVISION) != parent_of(code):
        yield "parent12", "level_skipped"
    if LEVEL_DIGITS[level - 1] != len(stem(code)):
        yield "level", "differs_from_code"


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _successors(row: Mapping[str, Any]) -> tuple[str, ...]:
    said = row.get("successor12") or ""
    return tuple(dict.fromkeys(part.strip() for part in said.split(";") if part.strip()))
