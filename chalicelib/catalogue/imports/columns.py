"""The headers that a CSV file may have, and how the cells below each are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from chalicelib.catalogue.imports import flat, listed, reforms
from chalicelib.catalogue.imports.reading import Reason

Cells = Mapping[str, str]


class Form(NamedTuple):
    """A header: the column that it is told by, those it must have, all it may have, how a row of cells is read."""

    sign: str
    required: tuple[str, ...]
    columns: tuple[str, ...]
    read: Callable[[Cells], tuple[Mapping[str, Any], list[Reason]]]


def _as_it_is(cells: Cells) -> tuple[Mapping[str, Any], list[Reason]]:
    return cells, []


DIVISIONS = ("code12", "level", "name", "parent12", "valid_from", "valid_until", "successor12", "document")
FORMS = {
    "items": (
        Form("item_code", flat.REQUIRED, flat.COLUMNS, flat.read),
        Form("impl_code", listed.REQUIRED, listed.COLUMNS, _as_it_is),
    ),
    "reforms": (Form("item_code", reforms.REQUIRED, reforms.COLUMNS, _as_it_is),),
    "divisions": (Form("code12", DIVISIONS[:4], DIVISIONS, _as_it_is),),
}
