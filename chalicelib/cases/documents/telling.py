"""The documents of a case: listed, told as data and text, and as a page to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.cases.acting import took_in
from chalicelib.cases.documents.details import details
from chalicelib.cases.documents.kinds import DECLARATION, TOLERANCE, Issued, issued_by
from chalicelib.cases.documents.sealed import ERASED, Addressee
from chalicelib.cases.documents.words import told
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import found, loaded
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import NotFound
from chalicelib.shared.templates import filled

Templates = Callable[[int], tuple[Any, int]]
"""The wording of all kinds as it was in force in a release of the configuration, and the number of its edition."""


class Documents:
    """Tells documents to those whom a case concerns."""

    def __init__(self, parts: Parts, templates: Templates) -> None:
        self._parts = parts
        self._templates = templates

    def listed(self, by: Caller, case_id: str) -> dict[str, Any]:
        """What was issued, in order. Raises NotFound."""
        case = self._concerning(case_id, by)
        return {"case_id": case_id, "documents": [issued.listed(case_id) for issued in self._issued(case)]}

    def told(self, by: Caller, case_id: str, document_no: str) -> dict[str, Any]:
        """One document as data and text. Staff who open one leave an access act first. Raises NotFound."""
        case = self._concerning(case_id, by)
        issued = next((one for one in self._issued(case) if one.document_no == document_no), None)
        if issued is None:
            raise NotFound("written_document_not_found")
        if by.kind == "staff":
            self._parts.people.opened(by, case.owner, f"case:{case_id}", f"document:{document_no}", case.case_no)
        return self._told(case, issued)

    def page(self, by: Caller, case_id: str, document_no: str, *, large: bool) -> str:
        """The same to print on A4, with the place for the seal."""
        from chalicelib.cases.documents.page import page

        return page(self.told(by, case_id, document_no), large=large)

    def _concerning(self, case_id: str, by: Caller) -> Case:
        """The case, also for the window that took it in: there the applicant is handed what is written."""
        case = found(self._parts.cases.case(case_id))
        return case if took_in(self._parts, case, by) else loaded(self._parts, case_id, by)

    def _issued(self, case: Case) -> Iterator[Issued]:
        return (issued for act in self._parts.cases.acts(case.subject) for issued in issued_by(act))

    def _told(self, case: Case, issued: Issued) -> dict[str, Any]:
        terms = self._parts.items.terms(case.item_code, case.item_version)
        to = Addressee(self._parts, case)
        body = {
            **issued.listed(case.case_id),
            **_about(case, terms, issued),
            "addressee": to.name,
            "personal_data_erased": to.erased,
        }
        if issued.kind in (TOLERANCE, DECLARATION):
            return {**body, "template_edition": None, "details": {}, "text": to.letter(issued.act, issued.kind)}
        said = details(issued.kind, issued.act.changes, terms, to.opened(issued.act))
        document, edition = self._templates(issued.act.config_version)
        known = told({**body, **said, "addressee": to.name or ERASED})
        return {
            **body,
            "template_edition": edition,
            "details": said,
            "text": filled(getattr(document, issued.kind), known),
        }


def _about(case: Case, terms: Terms, issued: Issued) -> dict[str, Any]:
    return {
        "case_id": case.case_id,
        "case_no": case.case_no,
        "public_no": case.public_no,
        "seq": issued.act.seq,
        "basis": issued.act.ground,
        "item_code": case.item_code,
        "item_name": case.item_name,
        "department": case.department,
        "department_name": terms.department_name,
        "division_code": case.division_code,
    }
