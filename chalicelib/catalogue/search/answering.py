"""A request for the list of items, answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.catalogue.search.classes import NAMES
from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.reading import ItemSearch
from chalicelib.catalogue.search.shapes import key_in, page_shown
from chalicelib.shared.clocks import CITY_TIME

if TYPE_CHECKING:
    from chalicelib.catalogue.divisions.changes import Endings


def answered(search: ItemSearch, asked: Any, endings: Callable[[], Endings]) -> dict[str, Any]:
    """`ItemPage` for an `ItemQuery`. `endings` is asked only for a division. Raises Malformed `cursor_invalid`."""
    after = key_in(asked.cursor)
    chosen = {name: value for name in NAMES if (value := getattr(asked, name)) is not None}
    return page_shown(search.find(asked.query, _filters(chosen, endings), asked.limit, after))


def _filters(chosen: Mapping[str, Any], endings: Callable[[], Endings]) -> Filters:
    if "division" not in chosen:
        return Filters(chosen)
    from chalicelib.catalogue.search.places import filters_of

    return filters_of(chosen, endings(), CITY_TIME.today().isoformat())
