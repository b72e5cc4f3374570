"""服务主题: the themes that the city publishes, for persons and for organisations, with how many items each has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chalicelib.catalogue.search.snapshot import Segment, Snapshot

_PERSON = "natural_person"


def themes(snapshot: Snapshot, persons: Sequence[str], organisations: Sequence[str]) -> dict[str, Any]:
    """Both lists in the city's order; a theme without items is 0."""
    return {
        "persons": [{"theme": theme, "items": _count(snapshot, theme, of_person=True)} for theme in persons],
        "organisations": [
            {"theme": theme, "items": _count(snapshot, theme, of_person=False)} for theme in organisations
        ],
    }


def _count(snapshot: Snapshot, theme: str, *, of_person: bool) -> int:
    return sum(
        (part.alive & part.classes.of("theme").get(theme, 0) & _for(part, of_person=of_person)).bit_count()
        for part in snapshot
    )


def _for(part: Segment, *, of_person: bool) -> int:
    applicants = part.classes.of("applicant")
    found = 0
    for applicant, mask in applicants.items():
        if (applicant == _PERSON) is of_person:
            found |= mask
    return found
