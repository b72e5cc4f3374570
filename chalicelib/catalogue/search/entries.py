"""What the public list keeps of a published item: all that lists, search and statistics of items need of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.catalogue.files.references import forms_in


class Entry(NamedTuple):
    """One published item. `visits`: how often one comes at most; `materials`, `forms`: how many there are.

    A limit is its number and unit: WD, D, M, H; no number with NOW (at once) and NONE (no limit).
    """

    item_code: str
    number: int
    name: str
    aliases: tuple[str, ...]
    keywords: tuple[str, ...]
    basic_code: str | None
    item_type: str
    department: str
    department_name: str
    level: str | None
    divisions: tuple[str, ...]
    applicant_types: tuple[str, ...]
    themes: tuple[str, ...]
    handling_modes: tuple[str, ...]
    channels: tuple[str, ...]
    online_depth: int | None
    handling_area: str | None
    handling_type: str
    statutory_limit: tuple[int | None, str]
    committed_limit: tuple[int | None, str] | None
    visits: int | None
    materials: int
    charged: bool | None
    deficiency_tolerant: bool
    commitment: bool
    instant_approval: bool
    forms: int = 0


LISTS = ("aliases", "keywords", "divisions", "applicant_types", "themes", "handling_modes", "channels")
"""The fields of several values."""

_AS_THEY_ARE = (
    "name",
    "basic_code",
    "item_type",
    "department",
    "department_name",
    "level",
    "online_depth",
    "handling_area",
    "handling_type",
)


def entry_of(code: str, number: int, content: Mapping[str, Any]) -> Entry | None:
    """The entry of an edition with all its elements (`completing.completed`); None for a confidential one (涉密)."""
    if content["confidential"]:
        return None
    committed = content["committed_limit"]
    known: dict[str, Any] = {name: content[name] for name in _AS_THEY_ARE}
    several: dict[str, Any] = {name: tuple(content[name]) for name in LISTS}
    return Entry(
        item_code=code,
        number=number,
        **known,
        **several,
        statutory_limit=_limit(content["statutory_limit"]),
        committed_limit=_limit(committed) if committed else None,
        visits=content["visits"]["most"],
        materials=len(content["materials"]),
        charged=content["fee"]["charged"],
        deficiency_tolerant=any(material["may_follow"] for material in content["materials"]),
        commitment=content["commitment"] is not None,
        instant_approval=content["instant_approval"] is not None,
        forms=forms_in(content),
    )


def read_entry(body: Mapping[str, Any]) -> Entry:
    """An entry from its JSON."""
    committed = body["committed_limit"]
    return Entry(
        **{
            **body,
            **{name: tuple(body[name]) for name in LISTS},
            "statutory_limit": _pair(body["statutory_limit"]),
            "committed_limit": _pair(committed) if committed else None,
        }
    )


def _limit(limit: Mapping[str, Any]) -> tuple[int | None, str]:
    value = limit["value"]
    return (None if value is None else int(value), limit["unit"])  # JSON Schema takes 15.0 for an integer


def _pair(limit: tuple[int | None, str]) -> tuple[int | None, str]:
    value, unit = limit
    return value, unit
