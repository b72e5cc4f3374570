"""The public door of cases for other domains: reading only; effects on a case go by acts."""

from __future__ import annotations

from chalicelib.cases.ports import CaseRepository
from chalicelib.cases.rules import Case
from chalicelib.shared.errors import NotFound


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
