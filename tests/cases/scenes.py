"""A case brought to where a test begins, by its own use cases."""

from __future__ import annotations

from itertools import count
from typing import Any

from chalicelib.cases.desk import acceptance, correction, decision, service_of_result
from chalicelib.cases.desk.decision import Ruled
from chalicelib.cases.desk.declination import Declined
from chalicelib.cases.intake import drafts, materials, submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import DecisionResult
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Caller, Reach, Role
from tests.builders import a_citizen, a_clerk
from tests.cases.fakes import DIVISION, ITEM, PDF, digest

FORM = {"address": "五华区翠湖西路1号", "since": "2026-03-01"}
GRANT = Ruled(DecisionResult.GRANT)
REFUSE = Ruled(DecisionResult.REFUSE, "居住不满半年", "居住满半年后可以再次申请")
ELSEWHERE = Declined(("not_within_office",), "不属于本机关职权", "请向居住地公安派出所申请", "五华区公安分局")
SIGNED = {"kind": "signature", "received_on": "2026-11-21", "signed_by": "张三"}
FINDINGS = [{"material": "lease", "reason": "缺少出租人签字页", "remedy": "请上传签字后的租赁合同"}]


def applicant(person_id: str = "person-zhang") -> Caller:
    return _reaching(a_citizen(person_id), Reach.OWN)


def clerk(staff_no: str = "S001") -> Caller:
    return _reaching(a_clerk(staff_no=staff_no), Reach.OFFICE)


def examiner(staff_no: str = "S002") -> Caller:
    return _reaching(a_clerk(Role.EXAMINER, staff_no=staff_no), Reach.OFFICE)


def chief(staff_no: str = "S003") -> Caller:
    return _reaching(a_clerk(Role.CHIEF_REPRESENTATIVE, staff_no=staff_no), Reach.OFFICE)


def _reaching(caller: Caller, reach: Reach) -> Caller:
    caller.reach = reach
    return caller


def drafted(parts: Parts, who: Caller | None = None, answers: dict[str, Any] | None = None) -> str:
    begun = drafts.begin(parts, who or applicant(), ITEM, DIVISION, answers or {}, None)
    return str(begun["case_id"])


_numbers = count()


def a_paper() -> bytes:
    """A file like no other."""
    return PDF.replace(b"\n", f"\n%{next(_numbers)}\n".encode(), 1)


def announced(parts: Parts, case_id: str, slot: str, content: bytes | None = None, who: Caller | None = None) -> str:
    content = content or a_paper()
    said = {
        "slot": slot,
        "name": f"{slot}.pdf",
        "content_type": "application/pdf",
        "size": len(content),
        "sha256": digest(content),
    }
    told = materials.announce(parts, who or applicant(), case_id, said, None)
    if told["upload"]:
        parts.uploads.objects[told["upload"]["fields"]["key"]] = content  # type: ignore[attr-defined]
    return str(told["material_id"])


def uploaded(parts: Parts, case_id: str, slot: str, content: bytes | None = None, who: Caller | None = None) -> str:
    material_id = announced(parts, case_id, slot, content, who)
    materials.complete(parts, who or applicant(), case_id, material_id, None)
    return material_id


def filled(parts: Parts, who: Caller | None = None) -> str:
    case_id = drafted(parts, who)
    drafts.save_form(parts, who or applicant(), case_id, FORM, 0)
    for slot in ("id_card", "lease"):
        uploaded(parts, case_id, slot, who=who)
    return case_id


def submitted(parts: Parts, who: Caller | None = None) -> str:
    case_id = filled(parts, who)
    submission.submit(parts, who or applicant(), case_id, None)
    return case_id


def corrected(parts: Parts, case_id: str, notice: str | None = None) -> None:
    """What must be corrected is told."""
    correction.request_correction(parts, clerk(), case_id, FINDINGS, notice, None)


def accepted(parts: Parts) -> str:
    case_id = submitted(parts)
    acceptance.accept(parts, clerk(), case_id, None)
    return case_id


def examined(parts: Parts, outcome: str = "approve") -> str:
    case_id = accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, examiner(), task, None)
    tasks.complete(parts, examiner(), task, outcome, "材料齐全", None)
    return case_id


def decided(parts: Parts) -> str:
    case_id = examined(parts)
    granted(parts, case_id)
    return case_id


def granted(parts: Parts, case_id: str, who: Caller | None = None) -> None:
    """The chief representative grants it."""
    decision.decide(parts, who or chief(), case_id, GRANT, None)


def served(parts: Parts, case_id: str) -> None:
    """The applicant has signed for the result."""
    service_of_result.serve(parts, clerk(), case_id, "window", SIGNED, None)
