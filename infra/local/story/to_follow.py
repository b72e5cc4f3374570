"""容缺受理: a material is lacking; a letter says by when it follows, and the case is accepted all the same."""

from __future__ import annotations

from typing import Any

from infra.local.story import papers
from infra.local.story.applying import add_material, proved
from infra.local.story.city import City, Visitor
from infra.local.story.deciding import CLERK, decided, handed_over, read_out
from infra.local.story.dog_registration import ANSWERS, CODE, DIVISION, FORM
from infra.local.story.telling import Listener

WHO = "张三"
LATE = "M03"
_SIGNED = ("kind", "sha256", "slots")


def play(city: City, listener: Listener) -> dict[str, Any]:
    """Play the journey with the item that an earlier one published; returns the case as it ends."""
    listener.chapter("六、容缺受理:缺一份材料,先受理、限期补齐 · accepted now, one material follows")
    who = proved(city, WHO, listener)
    case = _handed_in(who, _filled(who), listener)
    path = f"/v1/cases/{case['case_id']}"
    tolerance = city.staff("clerk").post(f"{path}/acceptance", {"tolerant": True})["tolerance"]
    listener.step(CLERK, "容缺受理 · accepts it all the same", f"请在 {tolerance['due_on']} 以前补齐")
    add_material(who, case["case_id"], LATE, "image/png", papers.png())
    who.post(f"{path}/supplement")
    listener.step(WHO, "一次补齐 · hands in what was to follow", "犬只正面照片")
    decided(city, case["case_id"], listener)
    ended = handed_over(city, case["case_id"], WHO, listener)
    read_out(who, WHO, case["case_id"], "decision_grant", listener)
    listener.timeline(who.get(f"{path}/timeline"))
    return ended


def _filled(who: Visitor) -> dict[str, Any]:
    """A draft with its form and all but one material."""
    begun: dict[str, Any] = who.post("/v1/cases", {"item_code": CODE, "division_code": DIVISION, "answers": ANSWERS})
    who.put(f"/v1/cases/{begun['case_id']}/form", {"form": FORM}, 0)
    for slot in begun["required_materials"]:
        if slot != LATE:
            add_material(who, begun["case_id"], slot, "application/pdf", papers.pdf(f"Sample paper {slot}"))
    return begun


def _handed_in(who: Visitor, begun: dict[str, Any], listener: Listener) -> dict[str, Any]:
    path = f"/v1/cases/{begun['case_id']}"
    checked = who.post(f"{path}/pre-check")
    faults = "".join(fault["detail"] for fault in checked["faults"])
    follows = "、".join(slot["name"] for slot in checked["to_follow"])
    listener.step(WHO, "提交前预检 · checks before submitting", f"{faults}可以容缺后补:{follows}")
    letters = who.get(f"{path}/commitment-letters")["letters"]
    told = "".join(
        f"《{one['title']}》写明补什么、何时补、逾期怎么办;按摘要 {one['sha256'][:12]}… 签署" for one in letters
    )
    listener.step(WHO, "阅读并签署承诺书 · reads the letter and signs it", told)
    signed = [{name: letter[name] for name in _SIGNED} for letter in letters]
    submitted: dict[str, Any] = who.post(f"{path}/submission", {"commitments": signed})
    listener.step(WHO, "提交申请 · submits", f"办件编号 {submitted['case_no']}")
    return submitted
