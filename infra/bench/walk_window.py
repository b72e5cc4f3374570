"""A round at a counter of one county: somebody present applies there for what another county handles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from infra.bench.city import DIVISION, City, complete_item, newcomer, number_of
from infra.bench.people import Person
from infra.local.story import papers, residence_permit
from infra.local.story.applying import add_material

if TYPE_CHECKING:
    from infra.local.story.city import Visitor

ELSEWHERE = "530103000000"
_DEPARTMENT = "09"
_PDF = "application/pdf"


def walk(city: City, number: int, name: str) -> None:
    """Taken in here by a clerk who is new in this round, handed over with a list, received there."""
    here, there = (_clerk(city, f"1{nth}000{number + 2}", at) for nth, at in ((1, DIVISION), (2, ELSEWHERE)))
    case_id = _taken_in(here, name)
    sent = here.post(
        "/v1/desk/handovers",
        {"to_division": ELSEWHERE, "to_department": _DEPARTMENT, "case_ids": [case_id]},
    )
    here.get("/v1/desk/cases", division=DIVISION, limit="1")
    there.get("/v1/desk/handovers", division=ELSEWHERE, direction="received", limit="1")
    path = f"/v1/desk/handovers/{sent['list_no']}"
    there.get(path)
    there.post(f"{path}/receipt", {"missing": []})


def _clerk(city: City, staff_no: str, division: str) -> Person:
    said = {**newcomer(staff_no, "clerk"), "departments": [_DEPARTMENT], "divisions": [division]}
    city.staff["900001"].post("/v1/staff", said)
    return city.newly_at_work(staff_no)


def _taken_in(clerk: Person, name: str) -> str:
    presented = {"name": name, "resident_id": number_of(name), "certificate": "resident_id"}
    seen = clerk.post("/v1/desk/identity-confirmations", presented)["verification_id"]
    item = complete_item("residence_permit")["content"]["item_code"]
    asked = {"item_code": item, "division_code": ELSEWHERE, "answers": residence_permit.ANSWERS}
    case: dict[str, Any] = clerk.post("/v1/desk/cases", {**asked, "verification_id": seen})
    path = f"/v1/cases/{case['case_id']}"
    clerk.put(f"{path}/form", {"form": residence_permit.FORM}, 0)
    for slot in case["required_materials"]:
        kind, content = residence_permit.PHOTO.get(slot, (_PDF, papers.pdf(f"Scanned {slot}")))
        add_material(cast("Visitor", clerk), case["case_id"], slot, kind, content)
    clerk.get(path)
    clerk.post(f"{path}/submission")
    clerk.get(case["documents"])
    return str(case["case_id"])
