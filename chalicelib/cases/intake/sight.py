"""What of an owner's earlier applications somebody may use for a new one: no more than they may read."""

from __future__ import annotations

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.cases.rules import SEEN, Case
from chalicelib.shared.access import Caller


class Sight:
    """The sight of one caller on one owner's applications.

    Owners see all but what asked for a higher assurance level than they come with; whoever applies for them, only
    what their authority covers: representation is asked once for each item. Staff see none of their own.
    """

    def __init__(self, parts: Parts, by: Caller, owner: str) -> None:
        self._parts, self._by, self._owner = parts, by, owner
        self._levels: dict[str, int] = {}

    def reaches(self, item_code: str, least_assurance_level: int) -> bool:
        """Whether it reaches an application for that item."""
        by = self._by
        if by.kind != "citizen" or by.level < least_assurance_level:
            return False
        return by.id == self._owner or self._covered(item_code) >= least_assurance_level

    def _covered(self, item_code: str) -> int:
        """Up to which level the authority for that item goes; 0 where there is none."""
        if item_code not in self._levels:
            authority = self._parts.representation.authority(self._by, self._owner, item_code, Scope.VIEW)
            self._levels[item_code] = authority.level if authority else 0
        return self._levels[item_code]


def applying(case: Case, by: Caller) -> Caller:
    """Whose sight counts for a case that the caller works on: their own, at a window that of the person who came."""
    if by.kind != "staff":
        return by
    person_id = case.agent.person_id if case.agent else case.owner
    return Caller(kind="citizen", id=person_id, level=SEEN, channel=by.channel)


def on_record(parts: Parts, by: Caller, case_id: str, what: str) -> None:
    """Staff who are about to be shown something of an applicant leave an access act first."""
    if by.kind == "staff":
        from chalicelib.cases.status import reading

        reading.opened(parts, by, case_id, what)
