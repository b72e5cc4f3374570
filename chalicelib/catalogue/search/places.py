"""A division by all the codes that it had and has: whoever looks under an old one finds what is handled there now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.divisions.changes import Endings, ended, present
from chalicelib.catalogue.search.counting import Filters
from chalicelib.shared.divisions import contains


def filters_of(chosen: Mapping[str, Any], endings: Endings, on: str) -> Filters:
    """The filters on a day, by the codes that ended before it."""
    code = chosen["division"]
    now = present(ended(code, endings, on) or code, endings, on)
    formerly = (old for old in endings if old not in present(old, endings, on))
    return Filters(
        chosen,
        tuple(place for place in now if place != code),
        tuple(old for old in formerly if _holds(present(old, endings, on), now)),
    )


def _holds(areas: tuple[str, ...], places: tuple[str, ...]) -> bool:
    return any(contains(area, place) for area in areas for place in places)
