"""A round through what is signed instead of handed in: pre-check, letters, what follows later, a promise checked."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from infra.bench.city import DIVISION, City, complete_item
from infra.bench.law_time import law_time
from infra.bench.people import Person
from infra.local.story import papers, residence_permit
from infra.local.story.applying import add_material

if TYPE_CHECKING:
    from infra.local.story.city import Visitor

_PROMISE = {"conditions": "在所填写的地址合法居住。", "consequences": "承诺不实的,撤销决定。"}
_JUNE = datetime(2026, 6, 1, 2, tzinfo=UTC)
_LETTER = ("kind", "sha256", "slots")


def publish(city: City, number: int) -> tuple[str, str]:
    """The codes of two residence permits, new in this round: every material may follow, or be promised instead."""
    return _published(city, f"8{number:02d}", may_follow=True), _published(city, f"7{number:02d}", may_declare=True)


def walked(city: City, who: Person, items: tuple[str, str]) -> None:
    """Both are applied for without any material, by a letter each, in a June whose working days are known."""
    follows, promised = items
    with law_time(_JUNE):
        _supplemented(city, who, _signed(who, follows))
        _verified(city, _signed(who, promised))


def _published(city: City, tail: str, **may: bool) -> str:
    draft = copy.deepcopy(complete_item("residence_permit"))
    code = f"{draft['content']['item_code'][:-3]}{tail}"
    materials = [{**material, **may} for material in draft["content"]["materials"]]
    draft["content"] |= {"item_code": code, "basic_code": code[-12:], "materials": materials, "commitment": _PROMISE}
    city.publish(draft)
    return code


def _signed(who: Person, item: str) -> dict[str, Any]:
    said = {"item_code": item, "division_code": DIVISION, "answers": residence_permit.ANSWERS}
    case = who.post("/v1/cases", said)
    path = f"/v1/cases/{case['case_id']}"
    who.put(f"{path}/form", {"form": residence_permit.FORM}, 0)
    who.post(f"{path}/pre-check", {})
    letters = who.get(f"{path}/commitment-letters")["letters"]
    signatures = [{name: letter[name] for name in _LETTER} for letter in letters]
    submitted: dict[str, Any] = who.post(f"{path}/submission", {"commitments": signatures})
    return submitted


def _supplemented(city: City, who: Person, case: dict[str, Any]) -> None:
    path, clerk = f"/v1/cases/{case['case_id']}", city.staff["100001"]
    clerk.post(f"{path}/pre-review", {"passed": True})
    clerk.post(f"{path}/tolerant-receipt", {"notice": "请在期限内一次补齐。"})
    for slot in case["tolerance"]["slots"]:
        kind, content = residence_permit.PHOTO.get(slot, ("application/pdf", papers.pdf(f"Late paper {slot}")))
        add_material(cast("Visitor", who), case["case_id"], slot, kind, content)
    who.post(f"{path}/supplement")


def _verified(city: City, case: dict[str, Any]) -> None:
    path, task = f"/v1/cases/{case['case_id']}", f"/v1/desk/tasks/{case['case_id']}-examine-1"
    examiner = city.staff["200001"]
    city.staff["100001"].post(f"{path}/acceptance")
    examiner.post(f"{task}/claim")
    examiner.post(f"{task}/completion", {"outcome": "approve"})
    city.staff["300001"].post(f"{path}/decision", {"result": "grant"})
    examiner.post(f"{path}/commitment-verification", {"outcome": "kept"})
