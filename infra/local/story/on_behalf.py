"""代办与查看: somebody applies for another and is stopped again; who acted and who looked stays on record."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from chalicelib.shared.clocks import SHANGHAI
from infra.local.story import residence_permit
from infra.local.story.applying import found, handed_in, proved
from infra.local.story.city import City, Refused, Visitor
from infra.local.story.telling import Listener

PRINCIPAL, AGENT = "王五", "李四"
ANSWERS = {**residence_permit.ANSWERS, "by_agent": True}
DAYS = timedelta(days=30)


def play(city: City, listener: Listener) -> dict[str, Any]:
    """Play the journey; returns the case as it ends."""
    listener.chapter("三、代办与查看:谁替我办、谁看过我的信息 · acting for another, and who looked")
    principal = proved(city, PRINCIPAL, listener)
    item = found(principal, PRINCIPAL, "居住证", listener)
    given = _authorised(city, principal, item, listener)
    agent = proved(city, AGENT, listener)
    case = _applied(agent, item["item_code"], given["authorisation_id"], listener)
    _looked_at(city, principal, case, listener)
    _stopped(principal, agent, given["authorisation_id"], case["case_id"], listener)
    ended: dict[str, Any] = principal.post(f"/v1/cases/{case['case_id']}/withdrawal", {"reasons": "改为本人到窗口办理"})
    listener.step(PRINCIPAL, "自己撤回申请 · withdraws the application", f"状态 {ended['status']}")
    listener.timeline(principal.get(f"/v1/cases/{case['case_id']}/timeline"))
    return ended


def _authorised(city: City, principal: Visitor, item: dict[str, Any], listener: Listener) -> dict[str, Any]:
    number = city.person(AGENT)["resident_id"]
    asked = {
        "kind": "family",
        "grantee": {"name": AGENT, "resident_id": number},
        "scope": ["apply"],
        "items": [item["item_code"]],
        "ends_on": (datetime.now(SHANGHAI).date() + DAYS).isoformat(),
        "reason": "本人在外地,委托朋友代办",
    }
    given: dict[str, Any] = principal.post("/v1/authorisations", asked)
    grantee = f"{given['grantee']['name']} {given['grantee']['resident_id']}"
    listener.step(
        PRINCIPAL,
        "授权亲友代办这一事项 · authorises a friend for this item alone",
        f"受托人 {grantee},{given['ends_on']} 止",
    )
    return given


def _applied(agent: Visitor, item_code: str, authorisation_id: str, listener: Listener) -> dict[str, Any]:
    received = agent.get("/v1/authorisations")["authorisations"]
    mine = next(one for one in received if one["authorisation_id"] == authorisation_id)
    listener.step(AGENT, "查看收到的授权 · sees what was entrusted", f"委托人 {mine['principal']['name']}")
    begun = {"item_code": item_code, "division_code": residence_permit.DIVISION, "answers": ANSWERS}
    draft = agent.post("/v1/cases", {**begun, "on_behalf_of": authorisation_id})
    return handed_in(agent, AGENT, draft, residence_permit.FORM, residence_permit.PHOTO, listener)


def _looked_at(city: City, principal: Visitor, case: dict[str, Any], listener: Listener) -> None:
    city.staff("clerk").get(f"/v1/cases/{case['case_id']}")
    listener.step("窗口人员 · clerk", "查看申请和材料 · opens the application (on the record)", "查看留有记录")
    seen = principal.get("/v1/me/access-log")["entries"]
    entry = next(one for one in seen if one["why"]["case_no"] == case["case_no"])
    told = f"工号 {entry['who']['staff_no']},{entry['why']['wording']}:{entry['what']['wording']}"
    listener.step(PRINCIPAL, "查询谁看过自己的信息 · asks who read their data", told)


def _stopped(principal: Visitor, agent: Visitor, authorisation_id: str, case_id: str, listener: Listener) -> None:
    ended = principal.post(f"/v1/authorisations/{authorisation_id}/revocation")
    listener.step(PRINCIPAL, "撤销授权 · takes the authorisation back", f"授权状态 {ended['status']}")
    try:
        agent.get(f"/v1/cases/{case_id}")
    except Refused as refused:
        told = f"{refused.status} {refused.problem['title']}"
        listener.step(AGENT, "再次打开该办件 · opens the case again", told)
    else:
        raise RuntimeError("the agent still sees the case after the authorisation was taken back")
