"""窗口收件: somebody without an account applies at the counter, and finds the case when they first log in."""

from __future__ import annotations

from typing import Any

from infra.local.story import residence_permit
from infra.local.story.applying import found, handed_in, proved
from infra.local.story.city import City, Visitor
from infra.local.story.telling import Listener

WHO = "赵六"
CLERK = "窗口人员 · clerk"


def play(city: City, listener: Listener) -> dict[str, Any]:
    """Play the journey; returns the case as it ends."""
    listener.chapter("五、窗口收件:没有账号也能办,回家再用手机接着办 · at the counter first, online afterwards")
    clerk = city.staff("clerk")
    begun = _taken_in(city, clerk, listener)
    case = handed_in(clerk, CLERK, begun, residence_permit.FORM, residence_permit.PHOTO, listener)
    receipt = clerk.get(begun["documents"])["documents"][0]
    listener.step(CLERK, "打印收件凭证 · prints the receipt", f"文书编号 {receipt['document_no']}")
    who = proved(city, WHO, listener)
    _found_again(who, case["case_id"], listener)
    ended: dict[str, Any] = who.post(f"/v1/cases/{case['case_id']}/withdrawal", {"reasons": "材料带错了,改日再办"})
    listener.step(WHO, "自己在手机上撤回 · withdraws it on the phone", f"状态 {ended['status']}")
    listener.timeline(who.get(f"/v1/cases/{case['case_id']}/timeline"))
    return ended


def _taken_in(city: City, clerk: Visitor, listener: Listener) -> dict[str, Any]:
    presented = {"name": WHO, "resident_id": city.person(WHO)["resident_id"], "certificate": "resident_id"}
    seen = clerk.post("/v1/desk/identity-confirmations", presented)
    level = seen["assurance_level"]
    listener.step(CLERK, "当面核对身份证 · looks at the person and the identity card", f"实名等级 {level}")
    item = found(clerk, CLERK, "居住证", listener)
    asked = {
        "verification_id": seen["verification_id"],
        "item_code": item["item_code"],
        "division_code": residence_permit.DIVISION,
        "answers": residence_permit.ANSWERS,
    }
    begun: dict[str, Any] = clerk.post("/v1/desk/cases", asked)
    told = f"渠道 {begun['channel']},收件人工号 {begun['taken_in']['staff_no']}"
    listener.step(CLERK, "为办事人新建申请 · begins the application for them", told)
    return begun


def _found_again(who: Visitor, case_id: str, listener: Listener) -> None:
    mine = [one["case_id"] for one in who.get("/v1/cases")["cases"]]
    if case_id not in mine:
        raise RuntimeError("what was taken in at the window is not among the person's own cases")
    scanned = who.get(f"/v1/cases/{case_id}/materials")["materials"]
    by_staff = sum(one["entered_by"] == "staff" for one in scanned)
    listener.step(WHO, "在手机上看到同一个办件 · sees the same case", f"{by_staff} 份材料由窗口代扫")
