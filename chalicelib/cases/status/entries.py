"""An act as the timeline tells it: to those whom the case concerns, and with what stays inside, to the desk. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from chalicelib.cases.documents import words
from chalicelib.cases.documents.details import names, procedure_name
from chalicelib.cases.documents.kinds import issued_by
from chalicelib.cases.rules import Case
from chalicelib.cases.status.clock_entries import CLOCK, by_when
from chalicelib.cases.terms import Terms
from chalicelib.shared.acts import Act

TYPES = {type_.name: type_ for type_ in ACT_TYPES}
REMEDIES = (
    "如不服本决定，可以自收到决定之日起 {review_days} 日内向{review_body}申请行政复议，"
    "或者在 {litigation_months} 个月内依法向{court}提起行政诉讼。"
)
_BEFORE = {"review_body": "有管辖权的行政复议机关", "court": "人民法院"}
"""Before whom one objects where the item does not say it."""
_ROLES = {"citizen": "申请人", "system": "系统"}
_OPEN = (
    "document_no",
    "result",
    "due_on",
    "urgency",
    "manner",
    "proof",
    "list_no",
    "verify_by",
    "received_on",
    "accepted_at",
    "provisional",
)
_INSIDE = (
    *("outcome", "task_id", "step", "round", "to_step", "claimed_by", "asked", "consultation_id", "rule", "window_id"),
    *("authority_no", "requested_by", "reason_codes", "credit"),
)
"""What the desk sees besides: who does what there, and on whose authority. Outcomes of steps stay there too."""
Changes = Mapping[str, Any]


def entry(case: Case, act: Act, terms: Terms, *, inside: bool) -> dict[str, Any]:
    """What is in the open of one act; with `inside` also what only the case's office may know."""
    changes: Changes = act.changes
    told: dict[str, Any] = {
        "seq": act.seq,
        "at": act.law_time,
        "type": act.type,
        "wording": TYPES[act.type].wording,
        "by": _ROLES.get(act.actor.role, "工作人员"),
        "channel": act.channel,
        "documents": [issued.listed(case.case_id) for issued in issued_by(act)],
    }
    if inside and act.actor.role not in _ROLES:
        told["staff_no"] = act.actor.id
    if isinstance(remedies := changes.get("remedies"), dict):
        told["remedies"] = REMEDIES.format_map(_BEFORE | remedies)
    said = (*_OPEN, *_INSIDE) if inside else _OPEN
    told |= {name: changes[name] for name in said if changes.get(name)}
    if inside and isinstance(record := changes.get("record"), dict):
        told["record"] = {"document_no": record["document_no"], "held_on": record["held_on"]}
    if detail := _DETAILS.get(act.type, _nothing)(changes, terms):
        told["detail"] = detail
    return told | _structured(changes, terms)


def _structured(changes: Changes, terms: Terms) -> dict[str, Any]:
    """What has parts of its own, without the people in it."""
    told: dict[str, Any] = {}
    if tolerance := changes.get("tolerance"):
        told["tolerance"] = {"materials": names(terms, tolerance["slots"]), "due_on": tolerance.get("due_on")}
    if pause := changes.get("pause"):
        told["pause"] = {"name": procedure_name(terms, pause), **_without(pause, "name")}
    if deadline := changes.get("deadline"):
        told["deadline"] = {name: value for name, value in deadline.items() if value != ""}
    if extension := changes.get("extension"):
        told["extension"] = {"value": extension["value"], "unit": extension["unit"]}
    return told


def _without(told: Changes, name: str) -> dict[str, Any]:
    return {known: value for known, value in told.items() if known != name}


def _nothing(_changes: Changes, _terms: Terms) -> str | None:
    return None


def _day(changes: Changes, day: str | None = None) -> str:
    """The day that the act tells, and that it is an estimate where it is one."""
    said = day or changes["due_on"]
    return f"{said}（{words.PROVISIONAL}）" if changes.get("provisional") else str(said)


def _submitted(changes: Changes, terms: Terms) -> str | None:
    count = len(changes.get("materials", ()))
    said = [f"收到 {count} 份材料" if count else "已经收到申请"]
    if changes.get("collection"):
        said.append("由窗口收件")
    if tolerance := changes.get("tolerance"):
        said.append(f"承诺后补：{'、'.join(names(terms, tolerance['slots']))}")
    if declared := changes.get("declared"):
        said.append(f"以承诺代替：{'、'.join(names(terms, declared['slots']))}")
    return "；".join(said) + "。"


def _lacking(changes: Changes, terms: Terms) -> str | None:
    if not (tolerance := changes.get("tolerance")):
        return None
    until = f"请在 {tolerance['due_on']}（含当日）以前补交" if tolerance.get("due_on") else "请尽快补交"
    return f"{until}：{'、'.join(names(terms, tolerance['slots']))}。"


def _accepted(changes: Changes, terms: Terms) -> str | None:
    promised = by_when(_day(changes), terms) if changes.get("due_on") else ""
    return promised + (_lacking(changes, terms) or "") or None


def _asked(changes: Changes, _terms: Terms) -> str | None:
    return f"请在 {_day(changes)}（含当日）以前补正并重新提交。" if changes.get("due_on") else None


def _paused(changes: Changes, terms: Terms) -> str | None:
    pause = changes["pause"]
    days = words.period(pause["value"], pause["unit"])
    until = f"，预计 {_day(changes, pause['until_on'])} 结束" if pause.get("until_on") else ""
    return f"{procedure_name(terms, pause)}，需要 {days}{until}；这段时间不计入办理期限。"


def _redated(changes: Changes, _terms: Terms) -> str | None:
    return f"新的办结日期是 {_day(changes)}。" if changes.get("due_on") else None


def _served(changes: Changes, _terms: Terms) -> str | None:
    manner = words.MANNERS.get(changes.get("manner", ""))
    proof = words.PROOFS.get(changes.get("proof") or "")
    return "，".join(filter(None, (manner, proof))) + "。" if manner else None


def _moved(changes: Changes, _terms: Terms) -> str | None:
    return f"材料交接清单编号：{changes['list_no']}。" if changes.get("list_no") else None


def _verified(changes: Changes, _terms: Terms) -> str | None:
    return f"{words.OUTCOMES.get(changes['outcome'], changes['outcome'])}。"


_DETAILS: dict[str, Callable[[Changes, Terms], str | None]] = {
    "case.submitted": _submitted,
    "case.resubmitted": _submitted,
    "case.received": _lacking,
    "case.forwarded": _moved,
    "case.arrived": _moved,
    "case.correction_requested": _asked,
    "case.accepted": _accepted,
    "case.suspended": _paused,
    "case.resumed": _redated,
    "case.extended": _redated,
    "case.served": _served,
    "case.commitment_verified": _verified,
    **CLOCK,
}
