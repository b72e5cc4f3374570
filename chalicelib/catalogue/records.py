"""What the catalogue keeps beside items: divisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chalicelib.catalogue.divisions.changes import Ending


class Division(NamedTuple):
    """行政区划. `level`: 1 province, 2 city, 3 county, 4 township, 5 village or community.

    In force from `valid_from` (None: not known) to the day before `valid_until` (None: to this day); `successors` are
    the codes that it became, by `document`.
    """

    code: str
    name: str
    level: int
    valid_from: str | None = None
    valid_until: str | None = None
    successors: tuple[str, ...] = ()
    document: str | None = None
    former_names: tuple[str, ...] = ()

    def in_force(self, on: str) -> bool:
        """Whether it stands on a civil date."""
        return (self.valid_from or "") <= on and (self.valid_until is None or on < self.valid_until)


class Children(NamedTuple):
    """The divisions directly below one, ended ones too."""

    parent: str
    divisions: tuple[Division, ...] = ()
    version: int | None = None


class StoredEndings(NamedTuple):
    """Every division code that has an end, by code."""

    by_code: Mapping[str, Ending] = {}
    version: int | None = None
