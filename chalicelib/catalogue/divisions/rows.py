"""Divisions (行政区划) as rows: read, sifted and merged into the lists that stand below each parent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chalicelib.catalogue.elements.codes import DIVISION_CODE, NO_DIVISION
from chalicelib.catalogue.records import Division
from chalicelib.shared.divisions import contains

MOST_NAME = 100
LEVELS = frozenset("12345")


def quarantine(row: object) -> list[tuple[str, str]]:
    """Return (field, reason) for everything wrong with a row {code12, level, name, parent12}."""
    if not isinstance(row, Mapping):
        return [("", "not_an_object")]
    reasons = [(field, "wrong_pattern") for field in ("code12", "parent12") if not _is_code(field, row.get(field))]
    if not isinstance(row.get("name"), str) or not 0 < len(row["name"].strip()) <= MOST_NAME:
        reasons.append(("name", "missing"))
    if str(row.get("level")) not in LEVELS:
        reasons.append(("level", "unknown"))
    if not reasons and not _lies_in(row["code12"], row["parent12"]):
        reasons.append(("parent12", "does_not_contain"))
    return reasons


def read(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Division]]:
    """The divisions of good rows, by parent."""
    by_parent: dict[str, list[Division]] = {}
    for row in rows:
        division = Division(row["code12"], row["name"].strip(), int(row["level"]))
        by_parent.setdefault(row["parent12"] or NO_DIVISION, []).append(division)
    return by_parent


def merged(known: Sequence[Division], read_: Iterable[Division]) -> tuple[Division, ...]:
    """`known` with what was read put in or in place, in code order. Nothing is ever taken out."""
    by_code = {division.code: division for division in (*known, *read_)}
    return tuple(by_code[code] for code in sorted(by_code))


def _is_code(field: str, value: object) -> bool:
    if field == "parent12" and value in ("", None):
        return True
    return isinstance(value, str) and DIVISION_CODE.fullmatch(value) is not None


def _lies_in(code: str, parent: str | None) -> bool:
    return not parent or (code != parent and contains(parent, code))
