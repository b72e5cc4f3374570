"""Supervision's view of cases, and of whose they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.shared.owners import is_organisation
from chalicelib.supervision.cards.ports import CaseOf

if TYPE_CHECKING:
    from chalicelib.cases.service import CaseService
    from chalicelib.identity.service import IdentityService
    from chalicelib.representation.service import RepresentationService
    from chalicelib.shared.access import Caller


class KnownCases:
    """`Cases` through the public door of cases."""

    def __init__(self, cases: Callable[[], CaseService]) -> None:
        self._cases = cases

    def of(self, case_id: str) -> CaseOf:
        case = self._cases().case(case_id)
        return CaseOf(case.case_no, case.owner)


class CaseOwners:
    """`Owners` through the doors of identity and, of organisations, of representation."""

    def __init__(
        self, identity: Callable[[], IdentityService], representation: Callable[[], RepresentationService]
    ) -> None:
        self._identity = identity
        self._representation = representation

    def salt_of(self, owner: str) -> str:
        if is_organisation(owner):
            return self._representation().principal(owner).salt
        return self._identity().salt_of(owner)

    def opened(self, reader: Caller, owner: str, why: str, what: str, case_no: str | None) -> None:
        self._identity().opened(reader, owner, why, what, case_no)
