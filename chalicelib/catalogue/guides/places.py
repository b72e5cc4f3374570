"""Where one goes: the places of an item for an applicant of one division."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.shared.divisions import contains, stem


def places_for(places: Sequence[Mapping[str, Any]], division_code: str | None) -> list[dict[str, Any]]:
    """Return the places that serve a division, the nearest first; without a division all of them.

    A place serves its division and all within it. Where the division asked for is wider than every place's, those
    that lie in it are told: whoever asks for a whole city may choose.
    """
    if division_code is None:
        return [dict(place) for place in places]
    serving = [place for place in places if contains(place["division_code"], division_code)]
    nearest = sorted(serving, key=lambda place: -len(stem(place["division_code"])))
    within = [place for place in places if contains(division_code, place["division_code"])]
    return [dict(place) for place in nearest or within]
