"""The public door of cases for other domains: reading only; effects on a case go by acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from chalicelib.cases.ports import CaseRepository
from chalicelib.cases.rules import CLOSED, Case, CaseStatus
from chalicelib.shared.errors import NotFound

_PAGE = 100
_DONE = CLOSED | {CaseStatus.CONCLUDED, CaseStatus.DRAFT}


class Standing(NamedTuple):
    """How many of an owner's applications are not concluded, and until when the law wants their records kept."""

    open_cases: int
    keep_until: date | None


class CaseService:
    """Tells other domains of a case."""

    def __init__(self, cases: CaseRepository) -> None:
        self._cases = cases

    def case(self, case_id: str) -> Case:
        """The case as it stands. Raises NotFound."""
        case = self._cases.case(case_id)
        if case is None:
            raise NotFound("case_not_found")
        return case

    def standing(self, owner: str) -> Standing:
        """What is still to be done or kept for somebody. A draft is neither: it goes by itself."""
        cases = list(self._all_of(owner))
        days = (self._kept_until(case) for case in cases if case.status is not CaseStatus.DRAFT)
        return Standing(sum(case.status not in _DONE for case in cases), max(filter(None, days), default=None))

    def _all_of(self, owner: str) -> Iterator[Case]:
        page = self._cases.of_owner(owner, _PAGE, None)
        yield from page.entries
        while page.next:
            page = self._cases.of_owner(owner, _PAGE, page.next)
            yield from page.entries

    def _kept_until(self, case: Case) -> date | None:
        days = [act.retain_until for act in self._cases.acts(case.subject) if act.retain_until]
        return date.fromisoformat(max(days)) if days else None
