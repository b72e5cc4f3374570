"""Whether what a form says of where values come from can be followed (`elements/sources.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.checks.form import every_part
from chalicelib.catalogue.elements.sources import APPLICANT, EARLIER, X_SOURCE, is_source
from chalicelib.shared.errors import Fault

_OF_A_FIELD = re.compile(r"(/properties/[^/]+)+")


def source_faults(schema: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    """Sources of a sound form: known words, at fields that there is one of, of a type that takes the value."""
    for at, part in every_part(schema):
        if isinstance(part, Mapping) and X_SOURCE in part:
            yield from _faults(at, part, f"{pointer}{at}/{X_SOURCE}")


def _faults(at: str, field: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    word = field[X_SOURCE]
    if not is_source(word):
        yield Fault(pointer, "form_source_unknown", {"known": "、".join((*APPLICANT, f"{EARLIER}<key>"))})
    elif not _OF_A_FIELD.fullmatch(at):
        yield Fault(pointer, "form_source_misplaced")
    elif word in APPLICANT and not _takes_text(field):
        yield Fault(pointer, "form_source_type_differs")


def _takes_text(field: Mapping[str, Any]) -> bool:
    said = field.get("type", "string")
    return "string" in (said if isinstance(said, list) else [said])
