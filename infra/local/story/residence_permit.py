"""居住证申领: from log-in to conclusion, with one correction on the way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.shared.clocks import SHANGHAI
from infra.local.story import papers
from infra.local.story.applying import add_material, found, guided, handed_in, looked_up, proved
from infra.local.story.city import City, Visitor
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
    ended = _decided(city, case["case_id"], case["department"], listener)
    looked_up(city, case, WHO, listener)
    listener.timeline(who.get(f"/v1/cases/{case['case_id']}/timeline"))
    return ended


def signed_for(who: str) -> dict[str, Any]:
    """The result was handed over at the window today, against a signature."""
    today = datetime.now(SHANGHAI).date().isoformat()
    return {"manner": "window", "proof": {"kind": "signature", "received_on": today, "signed_by": who}}


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


def _decided(city: City, case_id: str, department: str, listener: Listener) -> dict[str, Any]:
    examiner = city.staff("examiner")
    open_tasks = examiner.get("/v1/desk/tasks", department=department, division=DIVISION, limit="100")["tasks"]
    task = next(task for task in open_tasks if task["case_id"] == case_id)
    examiner.post(f"/v1/desk/tasks/{task['task_id']}/claim")
    listener.step(
        "审查人员 · examiner", f"认领任务“{task['name']}” · claims the task", f"队列中共 {len(open_tasks)} 件"
    )
    examiner.post(f"/v1/desk/tasks/{task['task_id']}/completion", {"outcome": "approve", "opinion": "符合条件"})
    listener.step("审查人员 · examiner", "审查通过 · examines: approved", "")
    city.staff("chief_representative").post(f"/v1/cases/{case_id}/decision", {"result": "grant"})
    listener.step("首席代表 · chief representative", "作出准予决定 · grants", "")
    ended: dict[str, Any] = city.staff("clerk").post(f"/v1/cases/{case_id}/conclusion")
    listener.step("窗口人员 · clerk", "办结 · concludes", f"状态 {ended['status']}")
    return ended
