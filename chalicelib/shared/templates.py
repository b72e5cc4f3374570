"""Texts with named places, `{item_name}`: what may stand in them is checked when they are written.

A paragraph (a line) with a place for which there is nothing is left out, so that one text serves with and without.
What is put in is never read as a place itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LIST = "、"


def filled(text: str, values: Mapping[str, str | None]) -> str:
    """The text with every place filled in, without the paragraphs for which there is nothing."""
    lines = (line for line in text.splitlines() if all(values.get(place) for place in _PLACE.findall(line)))
    return "\n".join(_PLACE.sub(lambda place: str(values[place[1]]), line) for line in lines)


def refusals(text: str, known: Collection[str], needed: Collection[str]) -> Iterator[tuple[str, dict[str, object]]]:
    """(code, parameters) of every place that is unknown, of every needed one that is not there or may be left out."""
    if set("{}") & set(_PLACE.sub("", text)):
        yield "brace_alone", {}
    places = dict.fromkeys(_PLACE.findall(text))
    for place in places:
        if place not in known:
            yield "placeholder_unknown", {"name": place, "known": _LIST.join(known)}
    for place in needed:
        if place not in places:
            yield "placeholder_missing", {"name": place}
        elif not any(_alone(line, place, needed) for line in text.splitlines()):
            yield "placeholder_may_be_left_out", {"name": place}


def _alone(line: str, place: str, needed: Collection[str]) -> bool:
    """Whether the place stands in this line, and with no other for which there could be nothing."""
    places = set(_PLACE.findall(line))
    return place in places and places <= set(needed)
