"""An item's content as a row of a table: one column for each element, in the order of `content.Content`.

Texts stand as they are; lists of words are joined by `|`; what has parts, numbers and yes or no stand as JSON. An empty
cell leaves the element out. A word with a `|` in it makes its list stand as JSON too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.catalogue.imports.reading import Reason
from chalicelib.shared.body import DECODER
from chalicelib.shared.errors import Malformed

TEXTS = (
    "item_code", "code_origin", "basic_code", "name", "item_type", "legal_regime", "department", "department_name",
    "level", "handling_type", "handling_area", "appointment", "validity", "consultation_line", "complaint_line",
    "handbook",
)  # fmt: skip
WORDS = ("aliases", "keywords", "divisions", "applicant_types", "themes", "handling_modes", "channels")
COLUMNS = (
    "item_code", "code_origin", "basic_code", "name", "aliases", "keywords", "item_type", "legal_regime", "department",
    "department_name", "level", "divisions", "applicant_types", "themes", "basis", "conditions", "prerequisites",
    "handling_type", "statutory_limit", "committed_limit", "special_procedures", "materials", "fee", "handling_modes",
    "channels", "online_depth", "handling_area", "appointment", "visits", "places", "commitment",
    "least_assurance_level", "results", "validity", "remedies", "consultation_line", "complaint_line", "provenance",
    "confidential", "examination", "handbook", "guide", "form_schema", "process", "instant_approval", "reform",
)  # fmt: skip
REQUIRED = ("item_code", "name", "item_type", "legal_regime", "department", "department_name")
_BETWEEN = "|"


def read(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[Reason]]:
    """The content that a row of cells says, and which cells cannot be read."""
    row: dict[str, Any] = {}
    reasons: list[Reason] = []
    for name, cell in cells.items():
        if not cell:
            continue
        try:
            row[name] = _element(name, cell)
        except (Malformed, ValueError, RecursionError):
            reasons.append((name, "not_json"))
    return row, reasons


def cells_of(content: Mapping[str, Any]) -> list[str]:
    """A content as cells, in the order of the columns."""
    return [_cell(name, content.get(name)) for name in COLUMNS]


def _element(name: str, cell: str) -> Any:
    if name in TEXTS:
        return cell
    if name in WORDS and not cell.startswith("["):
        return [word.strip() for word in cell.split(_BETWEEN)]
    return DECODER.decode(cell)


def _cell(name: str, value: Any) -> str:
    if value is None or value == []:
        return ""
    if name in TEXTS:
        return str(value)
    if name in WORDS and _joinable(value):
        return _BETWEEN.join(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _joinable(words: Iterable[str]) -> bool:
    return all(_BETWEEN not in word and word == word.strip() and not word.startswith("[") for word in words)
