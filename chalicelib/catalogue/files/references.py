"""Where a content names files: the blank form and the sample of each material."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

KINDS = ("blank_form", "sample")


class Reference(NamedTuple):
    """One mention of a file: of which kind, at which material, by which title."""

    at: int
    kind: str
    material: Mapping[str, Any]
    sha256: str
    title: str


def references(content: Mapping[str, Any]) -> Iterator[Reference]:
    """Every file that a content names, in the order of its materials."""
    for at, material in enumerate(content["materials"]):
        for kind in KINDS:
            if named := material[kind]:
                yield Reference(at, kind, material, named["sha256"], named["title"])


def forms_in(content: Mapping[str, Any]) -> int:
    """How many blank forms an item has: its files, and the one that can be made from its fields."""
    files = {one.sha256 for one in references(content) if one.kind == "blank_form"}
    return len(files) + bool(fields_of(content))


def fields_of(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of the item's form, by name."""
    fields: Mapping[str, Any] = (content["form_schema"] or {}).get("properties", {})
    return fields
