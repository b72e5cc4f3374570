"""限时办结: two applications for a licence are left alone, and what the law makes of that happens by itself.

It is told in the autumn of 2026, for two holidays lie between: law time is moved there, on, and back.
"""

from __future__ import annotations

from typing import Any

from infra.local.story import watching
from infra.local.story.applying import handed_in, proved
from infra.local.story.city import City, Visitor
from infra.local.story.deciding import CHIEF, CLERK, EXAMINER
from infra.local.story.law_time import law_time
from infra.local.story.telling import Listener, Remembered
from infra.local.story.watching import Scene

WHO, FORGETFUL = "王五", "赵六"
LAW = "法律 · the law"
CLOCK = "法定时间 · law time"
ITEM, DIVISION = "11530100MBFAKE231L3000123004000", "530102000000"
ANSWERS = {"passed_exam": True, "years_since_exam": 1, "hired": True, "internship_8_months": True}
FORM = {
    "exam_passed_on": "2026-06-30",
    "school": "示例卫生职业学院",
    "major": "nursing",
    "education": "college",
    "graduated_on": "2026-06-30",
    "internship_hospital": "示例医院",
    "internship_months": 9,
    "employer_name": "示例社区卫生服务中心",
    "employer_division": DIVISION,
    "employer_kind": "township",
    "result_delivery": "electronic",
    "phone": "13800000000",
    "declaration": True,
}
UNCLEAR = {"material": "M05", "reason": "体检证明没有加盖医院公章", "remedy": "请补盖公章以后重新上传"}


def play(city: City, listener: Listener) -> dict[str, Any]:
    """Play the journey; returns the case that nobody answered as it ends."""
    listener.chapter("七、限时办结:没有人理会的申请,法律来办 · left alone, and the law happens")
    who, forgetful = proved(city, WHO, listener), proved(city, FORGETFUL, Remembered())
    with law_time(city) as clock:
        scene = Scene(city, clock, city.staff("supervisor"), listener)
        waiting = _never_corrected(scene, forgetful)
        case = _never_answered(scene, who)
        _deemed_accepted(scene, who, case)
        _reminded(scene, case, forgetful, waiting)
        _too_late(scene, case, forgetful, waiting)
        with watching.summed_up(scene, ITEM):
            ended = _decided(scene, case)
        listener.timeline(who.get(f"/v1/cases/{case}/timeline"))
    listener.step(CLOCK, "拨回现在 · put back", "此后又是这台机器的时间")
    return ended


def _never_corrected(scene: Scene, who: Visitor) -> str:
    _moved(scene, (2026, 9, 15, 9), "星期二")
    case = _handed_in(who, FORGETFUL)
    path = f"/v1/cases/{case['case_id']}"
    told = scene.city.staff("clerk").post(f"{path}/correction-request", {"findings": [UNCLEAR]})
    outcome = f"{UNCLEAR['reason']};请在 {told['correction_due_on']} 以前补正。{FORGETFUL}没有再来"
    scene.listener.step(CLERK, f"要求{FORGETFUL}补正 · asks for a correction", outcome)
    return str(case["case_id"])


def _never_answered(scene: Scene, who: Visitor) -> str:
    _moved(scene, (2026, 9, 21, 10), "星期一")
    case = _handed_in(who, WHO)
    told = f"护士执业注册,办件编号 {case['case_no']};五个工作日以内,应当受理或者一次告知要补正什么"
    scene.listener.step(WHO, "提交申请,没有人答复 · submits, and nobody answers", told)
    return str(case["case_id"])


def _handed_in(who: Visitor, name: str) -> dict[str, Any]:
    begun = who.post("/v1/cases", {"item_code": ITEM, "division_code": DIVISION, "answers": ANSWERS})
    return handed_in(who, name, begun, FORM, {}, Remembered())


def _deemed_accepted(scene: Scene, who: Visitor, case: str) -> None:
    _moved(scene, (2026, 9, 30, 9), "中秋节放假三天,第五个工作日昨天过去了")
    entry = scene.clock.wait_for(lambda: _entry(who, case, "case.deemed_accepted"))
    told = f"{entry['document_no']};{entry['detail']}"
    scene.listener.step(LAW, f"{entry['wording']} · deemed accepted", told)
    watching.told_by_day(scene, who, WHO, case)
    watching.card_seen(scene, case, "silence_after_receipt")


def _reminded(scene: Scene, case: str, forgetful: Visitor, waiting: str) -> None:
    scene.city.staff("examiner").post(f"/v1/desk/tasks/{case}-examine-1/claim")
    scene.listener.step(EXAMINER, "认领任务,放在一边 · claims the task and leaves it", "")
    _moved(scene, (2026, 10, 9, 9), "国庆节以后")
    entry = scene.clock.wait_for(lambda: _entry(forgetful, waiting, "case.reminded"))
    scene.listener.step(LAW, f"提醒{FORGETFUL} · reminds the applicant", f"{entry['wording']}:{entry['detail']}")
    watching.card_seen(scene, case, "time_left")


def _too_late(scene: Scene, case: str, forgetful: Visitor, waiting: str) -> None:
    _moved(scene, (2026, 10, 13, 9), "承诺的日子和补正的期限都是昨天")
    entry = scene.clock.wait_for(lambda: _entry(forgetful, waiting, "case.returned"))
    told = f"{entry['wording']},{entry['document_no']}"
    scene.listener.step(LAW, f"退回{FORGETFUL}的申请 · returns what was not corrected", told)
    watching.answered(scene, watching.card_seen(scene, case, "promise_exceeded"))


def _decided(scene: Scene, case: str) -> dict[str, Any]:
    city, path = scene.city, f"/v1/cases/{case}"
    examiner, chief = city.staff("examiner"), city.staff("chief_representative")
    _completed(examiner, f"{case}-examine-1")
    for who, step in ((examiner, "review"), (chief, "approve")):
        who.post(f"/v1/desk/tasks/{case}-{step}-1/claim")
        _completed(who, f"{case}-{step}-1")
    chief.post(f"{path}/decision", {"result": "grant"})
    ended: dict[str, Any] = city.staff("clerk").post(f"{path}/conclusion")
    told = f"审查、复核、决定都补上了;状态 {ended['status']},比承诺的日子晚"
    scene.listener.step(CHIEF, "终于作出准予决定 · grants at last", told)
    return ended


def _completed(who: Visitor, task: str) -> None:
    who.post(f"/v1/desk/tasks/{task}/completion", {"outcome": "approve", "opinion": "符合条件"})


def _entry(who: Visitor, case: str, type_: str) -> dict[str, Any] | None:
    """The newest entry of a type on the timeline, if there is one."""
    entries = who.get(f"/v1/cases/{case}/timeline")["entries"]
    return next((entry for entry in reversed(entries) if entry["type"] == type_), None)


def _moved(scene: Scene, civil: tuple[int, int, int, int], why: str) -> None:
    scene.clock.becomes(*civil)
    year, month, day, hour = civil
    scene.listener.step(CLOCK, f"{year}-{month:02d}-{day:02d} {hour:02d}:00", why)
