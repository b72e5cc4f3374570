"""The desk's half of a journey: examined, decided under a letter of authorisation, concluded, handed over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.shared.clocks import SHANGHAI
from infra.local.story.city import City, Visitor
from infra.local.story.telling import Listener

CLERK, EXAMINER, CHIEF = "窗口人员 · clerk", "审查人员 · examiner", "首席代表 · chief representative"


def decided(city: City, case_id: str, listener: Listener) -> dict[str, Any]:
    """Examine, grant and conclude; the case as that leaves it."""
    examiner, task = city.staff("examiner"), f"/v1/desk/tasks/{case_id}-examine-1"
    examiner.post(f"{task}/claim")
    worksheet = examiner.get(task)["task"]
    told = f"应当在 {worksheet['due_on'] or '未定之日'} 以前完成"
    listener.step(EXAMINER, f"认领任务“{worksheet['name']}” · claims the task", told)
    examiner.post(f"{task}/completion", {"outcome": "approve", "opinion": "符合条件"})
    listener.step(EXAMINER, "审查通过 · examines: approved", "")
    chief, path = city.staff("chief_representative"), f"/v1/cases/{case_id}"
    chief.post(f"{path}/decision", {"result": "grant"})
    authority = next(one["authority_no"] for one in chief.get(f"{path}/timeline")["entries"] if "authority_no" in one)
    listener.step(CHIEF, "作出准予决定 · grants", f"依据授权书 {authority}")
    ended: dict[str, Any] = city.staff("clerk").post(f"{path}/conclusion")
    listener.step(CLERK, "办结 · concludes", f"状态 {ended['status']}")
    return ended


def handed_over(city: City, case_id: str, who: str, listener: Listener) -> dict[str, Any]:
    """Serve the result at the window; the case as that leaves it."""
    served: dict[str, Any] = city.staff("clerk").post(f"/v1/cases/{case_id}/service-of-result", signed_for(who))
    listener.step(
        CLERK, "送达结果,留存凭证 · hands the result over and keeps the proof", f"{who}签收,状态 {served['status']}"
    )
    return served


def signed_for(who: str) -> dict[str, Any]:
    """The result was handed over at the window today, against a signature."""
    today = datetime.now(SHANGHAI).date().isoformat()
    return {"manner": "window", "proof": {"kind": "signature", "received_on": today, "signed_by": who}}


def read_out(who: Visitor, name: str, case_id: str, kind: str, listener: Listener) -> None:
    """List the documents of a case with their numbers, and read one."""
    listed = who.get(f"/v1/cases/{case_id}/documents")["documents"]
    told = ";".join(f"{one['title']} {one['document_no']}" for one in listed)
    listener.step(name, "查看全部文书 · lists the documents", told)
    document = who.get(next(one["url"] for one in listed if one["kind"] == kind))
    listener.step(name, f"阅读《{document['title']}》 · reads one", document["text"].replace("\n", " "))
