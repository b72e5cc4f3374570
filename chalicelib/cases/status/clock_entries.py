"""What the acts of the law's clock say in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.cases.documents.details import names
from chalicelib.cases.documents.words import PROVISIONAL
from chalicelib.cases.regime_clocks import ACCEPTANCE, article, clock
from chalicelib.cases.terms import Terms
from chalicelib.shared.clocks import civil_date, from_rfc3339

Changes = Mapping[str, Any]
DEADLINES = {
    "acceptance": "受理决定期限",
    "correction": "补正期限",
    "supplement": "容缺材料补交期限",
    "stage": "环节办理期限",
    "committed": "承诺办结时限",
    "statutory": "法定办结时限",
    "service": "送达期限",
    "pickup": "结果等候领取期限",
    "special_procedure": "特别程序期限",
    "verification": "承诺核查期限",
}
_TO_THE_APPLICANT = DEADLINES.keys() - {"stage", "verification", "pickup"}
_ASKING = {
    "correction": "请在 {due_on}（含当日）以前补正并重新提交，还有 {days_left} 个工作日；逾期未补正的，申请将予退回。",
    "supplement": "请在 {due_on}（含当日）以前补交容缺材料，还有 {days_left} 个工作日；逾期未补交的，申请将予退回。",
    "pickup": "办理结果至 {due_on} 仍未领取，请尽快领取；结果会继续为您保留。",
}
_AGAIN = "备齐材料以后可以重新申请。"


def by_when(day: str, terms: Terms) -> str:
    """Until when it is decided: by promise, or because the statute says so."""
    return f"{'承诺' if terms.due_kind == 'committed' else '应当'}在 {day} 以前作出决定。"


def deemed_accepted(changes: Changes, terms: Terms) -> str:
    """On which article, from when, and what the applicant may expect now."""
    on = civil_date(from_rfc3339(changes["accepted_at"])).isoformat()
    law, said = clock(terms.legal_regime, ACCEPTANCE), article(terms, ACCEPTANCE)
    days = f"在 {law.period.value} 个工作日内" if law else "按期"
    ground = f"依照{said}，" if said else ""
    estimate = f"（{PROVISIONAL}）" if changes.get("provisional") else ""
    promised = by_when(f"{changes['due_on']}{estimate}", terms) if changes.get("due_on") else ""
    return f"本机关未{days}告知您需要补正的内容，{ground}申请自 {on} 收到材料之日起即为受理。{promised}" + (
        _following(changes, terms)
    )


def returned(changes: Changes, _terms: Terms) -> str | None:
    """Which day was over."""
    return f"补正期限 {changes['due_on']} 已过，申请和材料已退回；{_AGAIN}" if changes.get("due_on") else None


def lapsed(changes: Changes, terms: Terms) -> str:
    """What did not follow by which day."""
    tolerance = changes["tolerance"]
    lacking = "、".join(names(terms, tolerance["slots"]))
    return f"截至 {tolerance['due_on']} 未补交：{lacking}。申请和材料已退回；{_AGAIN}"


def reminded(changes: Changes, _terms: Terms) -> str | None:
    """What the applicant has to do by when."""
    told = changes["deadline"]
    return _ASKING[told["kind"]].format_map(told) if told["kind"] in _ASKING else None


def neared(changes: Changes, _terms: Terms) -> str:
    """How much is left, for the desk."""
    told = changes["deadline"]
    return f"{DEADLINES[told['kind']]} {told['due_on']} 届满，还有 {told['days_left']} 个工作日。"


def passed(changes: Changes, _terms: Terms) -> str:
    """By how much it is over, for the desk."""
    told = changes["deadline"]
    return f"{DEADLINES[told['kind']]} {told['due_on']} 已届满，超过 {told['days_over']} 个工作日。"


def recomputed(changes: Changes, _terms: Terms) -> str:
    """What moved of what the applicant was told; days of steps and checks are the office's."""
    moved = [one for one in changes["moved"] if one["name"] in _TO_THE_APPLICANT]
    said = [f"{DEADLINES[one['name']]}由 {one['before'] or '暂不能确定'} 改为 {one['after']}" for one in moved]
    return "；".join(said) + "。" if said else "已告知您的日期不变。"


def _following(changes: Changes, terms: Terms) -> str:
    tolerance = changes.get("tolerance")
    if not tolerance:
        return ""
    until = f"请在 {tolerance['due_on']}（含当日）以前补交" if tolerance.get("due_on") else "请尽快补交"
    return f"{until}：{'、'.join(names(terms, tolerance['slots']))}。"


CLOCK: dict[str, Callable[[Changes, Terms], str | None]] = {
    "case.deemed_accepted": deemed_accepted,
    "case.returned": returned,
    "case.tolerance_lapsed": lapsed,
    "case.reminded": reminded,
    "case.deadline_neared": neared,
    "case.deadline_passed": passed,
    "case.days_recomputed": recomputed,
}
