"""The acts of a case. Free text that people wrote is sealed (`*_sealed`), for it may name somebody."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

_FACTS = frozenset({"status", "item_code", "division_code", "department", "channel"})
_HANDED_IN = frozenset({"form_round", "form_sha256", "materials", "authority"})
"""`authority` is what an agent acted by: only what is done for another has it."""
_OPENING = frozenset(
    {"case_id", "owner", "item_version", "item_name", "required", "created_at", "case_no", "public_no", "agent"}
    | {"least_assurance_level"}
)
"""`agent` and `least_assurance_level` only where there is one, or a higher one than usual."""
_TASK = frozenset({"task_id", "step", "round"})

SUBMITTED = ActType("case.submitted", "已提交申请", _FACTS | _HANDED_IN | _OPENING)
CORRECTION_REQUESTED = ActType(
    "case.correction_requested", "需要补正(一次性告知)", _FACTS | {"document_no", "notice_sealed"}
)
RESUBMITTED = ActType("case.resubmitted", "已补正并重新提交", _FACTS | _HANDED_IN)
RETURNED = ActType("case.returned", "逾期未补正,已退件", _FACTS | {"document_no", "notice_sealed"})
DECLINED = ActType("case.declined", "不予受理", _FACTS | {"document_no", "notice_sealed", "remedies"})
ACCEPTED = ActType("case.accepted", "已受理", _FACTS | {"document_no", "definition_sha256", "tasks", "process_result"})
TASK_CLAIMED = ActType("case.task_claimed", "承办人已接手", _FACTS | _TASK | {"claimed_by"}, public=False)
TASK_RELEASED = ActType("case.task_released", "承办人已退回任务", _FACTS | _TASK, public=False)
TASK_COMPLETED = ActType(
    "case.task_completed",
    "完成一个审查环节",
    _FACTS | _TASK | {"outcome", "definition_sha256", "tasks", "process_result", "opinion_sealed"},
)
DECIDED = ActType("case.decided", "已作出决定", _FACTS | {"document_no", "result", "notice_sealed", "rule", "remedies"})
CONCLUDED = ActType("case.concluded", "已办结", _FACTS | {"result"})
SERVED = ActType("case.served", "结果已送达", _FACTS | {"manner"})
WITHDRAWN = ActType("case.withdrawn", "申请人已撤回", _FACTS | {"notice_sealed", "authority"})

ACT_TYPES = (
    SUBMITTED,
    CORRECTION_REQUESTED,
    RESUBMITTED,
    RETURNED,
    DECLINED,
    ACCEPTED,
    TASK_CLAIMED,
    TASK_RELEASED,
    TASK_COMPLETED,
    DECIDED,
    CONCLUDED,
    SERVED,
    WITHDRAWN,
)
