"""What of an owner's earlier applications somebody may use for a new one: no more than they may read."""

from __future__ import annotations

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.shared.access import Caller


class Sight:
    """The sight of one caller on one owner's applications.

    Owners see all but what asked for a higher assurance level than they come with; whoever applies for them, only
    what their authority covers: representation is asked once for each item. Staff see none.
    """

    def __init__(self, parts: Parts, by: Caller, owner: str) -> None:
        self._parts, self._by, self._owner = parts, by, owner
        self._covered: dict[str, bool] = {}

    def reaches(self, item_code: str, least_assurance_level: int) -> bool:
        """Whether it reaches an application for that item."""
        by = self._by
        if by.kind != "citizen" or by.level < least_assurance_level:
            return False
        return by.id == self._owner or self._covers(item_code)

    def _covers(self, item_code: str) -> bool:
        if item_code not in self._covered:
            authority = self._parts.representation.authority(self._by, self._owner, item_code, Scope.VIEW)
            self._covered[item_code] = authority is not None
        return self._covered[item_code]
