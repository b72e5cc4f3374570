"""老年人高龄津贴: decided by its rule table in the moment of submission (秒批)."""

from __future__ import annotations

from typing import Any

from infra.local.story import papers
from infra.local.story.applying import found, guided, handed_in, looked_up, proved
from infra.local.story.city import City
from infra.local.story.telling import Listener

WHO = "郑十"
DIVISION = "530102000000"
ANSWERS = {"age": 126, "household_in_city": True, "by_agent": False}
FORM = {
    "household_division": DIVISION,
    "residence_address": "翠湖西路1号1单元101室",
    "already_receiving": False,
    "bank_name": "示例银行",
    "bank_account": "6200000000000000000",
    "phone": "13800000000",
    "declaration": True,
}
PHOTO = {"M04": ("image/png", papers.png())}


def play(city: City, listener: Listener) -> dict[str, Any]:
    """Play the journey; returns the case as its submission leaves it."""
    listener.chapter("二、老年人高龄津贴:提交即办结(秒批) · an old-age allowance, decided on submission")
    who = proved(city, WHO, listener)
    item = found(who, WHO, "高龄津贴", listener)
    guided(who, WHO, item["item_code"], ANSWERS, listener)
    begun = who.post("/v1/cases", {"item_code": item["item_code"], "division_code": DIVISION, "answers": ANSWERS})
    case = handed_in(who, WHO, begun, FORM, PHOTO, listener)
    listener.step(
        "系统 · system", "按规则表审批 · decides by the rule table", f"状态 {case['status']},结果 {case['result']}"
    )
    looked_up(city, case, WHO, listener)
    listener.timeline(who.get(f"/v1/cases/{case['case_id']}/timeline"))
    return case
