"""居住证申领: from log-in to conclusion, with one correction on the way."""

from __future__ import annotations

from typing import Any

from infra.local.story import papers
from infra.local.story.applying import add_material, found, guided, handed_in, looked_up, proved
from infra.local.story.city import City, Visitor
from infra.local.story.deciding import decided
from infra.local.story.telling import Listener

WHO = "李四"
DIVISION = "530102000000"
ANSWERS = {"first_time": True, "resided_half_year": True, "ground": "residence", "by_agent": False}
FORM = {
    "residence_division": DIVISION,
    "residence_address": "翠湖西路1号2单元301室",
    "residence_kind": "rented",
    "resided_since": "2025-03-01",
    "ground": "residence",
    "phone": "13800000000",
    "declaration": True,
}
LEASE = {
    "material": "M03",
    "reason": "租赁合同缺少出租人签字页",
    "remedy": "请补上出租人签字后重新上传",
}
ELSEWHERE = {
    "grounds": ["not_within_office"],
    "reasons": "申请事项不属于本部门职权范围。",
    "how_to_qualify": "请向现居住地所在区的公安派出所提出申请。",
    "competent_office": "盘龙区公安分局",
}
REFUSED = {"result": "refuse", "reasons": "居住不满半年。", "how_to_qualify": "居住满半年以后,可以再次申请。"}
PHOTO = {"M02": ("image/png", papers.png())}


def play(city: City, listener: Listener) -> dict[str, Any]:
    """Play the journey; returns the case as it ends."""
    listener.chapter("一、居住证申领:从登录到办结 · a residence permit, from log-in to conclusion")
    who = proved(city, WHO, listener)
    item = found(who, WHO, "居住证", listener)
    guided(who, WHO, item["item_code"], ANSWERS, listener)
    begun = who.post("/v1/cases", {"item_code": item["item_code"], "division_code": DIVISION, "answers": ANSWERS})
    listener.step(WHO, "新建申请 · begins an application", f"草稿 {begun['case_id']},保留 30 天")
    case = handed_in(who, WHO, begun, FORM, PHOTO, listener)
    _corrected(city, who, case["case_id"], listener)
    ended = decided(city, case["case_id"], listener)
    looked_up(city, case, WHO, listener)
    listener.timeline(who.get(f"/v1/cases/{case['case_id']}/timeline"))
    return ended


def _corrected(city: City, who: Visitor, case_id: str, listener: Listener) -> None:
    clerk = city.staff("clerk")
    clerk.get(f"/v1/cases/{case_id}")
    listener.step("窗口人员 · clerk", "查看申请和材料 · opens the application (on the record)", "查看留有记录")
    clerk.post(f"/v1/cases/{case_id}/correction-request", {"findings": [LEASE]})
    told = f"{LEASE['reason']};{LEASE['remedy']}"
    listener.step("窗口人员 · clerk", "一次性告知补正 · tells once what must be corrected", told)
    add_material(who, case_id, "M03", "application/pdf", papers.pdf("Signed lease"))
    who.post(f"/v1/cases/{case_id}/resubmission")
    listener.step(WHO, "补充材料并重新提交 · corrects and resubmits", "")
    clerk.post(f"/v1/cases/{case_id}/acceptance")
    listener.step("窗口人员 · clerk", "受理 · accepts", "出具受理通知书")
