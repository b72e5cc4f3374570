"""The acts of a case. Free text that people wrote is sealed (`*_sealed`), for it may name somebody."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

_FACTS = frozenset({"status", "item_code", "division_code", "department", "channel"})
_HANDED_IN = frozenset({"form_round", "form_sha256", "materials", "authority"})
"""`authority` is what an agent acted by: only what is done for another has it."""
_OPENING = frozenset(
    {"case_id", "owner", "item_version", "item_name", "required", "created_at", "case_no", "public_no", "agent"}
    | {"least_assurance_level", "held", "answers_sealed", "prefilled", "collection", "document_no"}
)
"""What is not usual stands there only where it is so: an agent, a higher level, what the city held, who took it in."""
_SIGNED = frozenset({"tolerance", "declared", "credit", "letters", "letters_sealed"})
"""What a signed commitment leaves: which slots follow or are declared, what the credit platform said, the letters."""
_TASK = frozenset({"task_id", "step", "round"})
_PROGRESS = frozenset({"definition_sha256", "tasks", "process_result"})
_NOTICE = frozenset({"document_no", "notice_sealed"})
_DATED = frozenset({"calendar", "provisional", "settings"})
"""By which version of the calendar a day is told; `provisional`: as an estimate, for a year whose notice is not out;
`settings`: how many days the city gave then, by their names in the configuration."""
_WATCHED = _FACTS | {"deadline", "to", "staff_no"}
"""`deadline`: `kind`, `key`, `due_on`, and `days_left` or `days_over`; `to`: for whom it is; `staff_no`: whose work;
`since`: the civil date from which it ran."""

SUBMITTED = ActType("case.submitted", "已提交申请", _FACTS | _HANDED_IN | _OPENING | _SIGNED)
PRE_REVIEWED = ActType("case.pre_reviewed", "网上预审通过", _FACTS | {"opinion_sealed"})
RECEIVED = ActType("case.received", "容缺收件", _FACTS | _NOTICE | _DATED | {"tolerance"})
SUPPLEMENTED = ActType("case.supplemented", "已补交容缺材料", _FACTS | {"materials", "authority"})
CORRECTION_REQUESTED = ActType(
    "case.correction_requested",
    "需要补正（一次性告知）",
    _FACTS | _NOTICE | _DATED | {"findings_sealed", "findings", "due_on", "pre_review", "corrections"},
)
RESUBMITTED = ActType("case.resubmitted", "已补正并重新提交", _FACTS | _HANDED_IN | _SIGNED)
RETURNED = ActType("case.returned", "逾期未补正，已退件", _FACTS | _NOTICE | {"due_on"})
DECLINED = ActType(
    "case.declined", "不予受理", _FACTS | _NOTICE | {"remedies", "reason_codes", "remedy_sealed", "office_sealed"}
)
_ACCEPTED = _FACTS | _PROGRESS | _DATED | {"document_no", "due_on", "tolerance"}
ACCEPTED = ActType("case.accepted", "已受理", _ACCEPTED | {"window_id"})
DEEMED_ACCEPTED = ActType("case.deemed_accepted", "逾期未告知，视为受理", _ACCEPTED | {"accepted_at"})
TOLERANCE_LAPSED = ActType("case.tolerance_lapsed", "逾期未补交容缺材料，已退件", _FACTS | {"document_no", "tolerance"})
FORWARDED = ActType("case.forwarded", "代收材料已移交承办地", _FACTS | {"list_no", "to"})
ARRIVED = ActType("case.arrived", "承办地已接收代收材料", _FACTS | {"list_no"})
TASK_ASSIGNED = ActType("case.task_assigned", "已分派承办人", _FACTS | _TASK | {"claimed_by", "rule"}, public=False)
TASK_CLAIMED = ActType("case.task_claimed", "承办人已接手", _FACTS | _TASK | {"claimed_by"}, public=False)
TASK_RELEASED = ActType("case.task_released", "承办人已退回任务", _FACTS | _TASK, public=False)
TASK_TRANSFERRED = ActType(
    "case.task_transferred", "任务已转办", _FACTS | _TASK | {"claimed_by", "opinion_sealed"}, public=False
)
TASK_COMPLETED = ActType(
    "case.task_completed", "完成一个审查环节", _FACTS | _TASK | _PROGRESS | _DATED | {"outcome", "opinion_sealed"}
)
TASK_RETURNED = ActType(
    "case.task_returned",
    "退回前一环节",
    _FACTS | _TASK | _PROGRESS | _DATED | {"to_step", "opinion_sealed"},
    public=False,
)
CONSULTED = ActType(
    "case.consulted", "征求同事意见", _FACTS | _TASK | {"consultation_id", "asked", "opinion_sealed"}, public=False
)
CONSULTATION_ANSWERED = ActType(
    "case.consultation_answered", "同事已答复意见", _FACTS | {"consultation_id", "opinion_sealed"}, public=False
)
SUSPENDED = ActType("case.suspended", "进入特别程序，办理期限中止计算", _FACTS | _NOTICE | _DATED | {"pause"})
RESUMED = ActType(
    "case.resumed",
    "特别程序结束，办理期限继续计算",
    _FACTS | _DATED | {"due_on", "tasks", "stopped", "opinion_sealed", "pause_ended"},
)
EXTENSION_REQUESTED = ActType(
    "case.extension_requested", "承办人申请延长办理期限", _FACTS | {"extension", "notice_sealed"}, public=False
)
EXTENDED = ActType(
    "case.extended",
    "办理期限已延长",
    _FACTS
    | _NOTICE
    | _DATED
    | {"extension", "due_on", "tasks", "authority_no", "opinion_sealed", "government_approval"},
)
EXTENSION_REFUSED = ActType(
    "case.extension_refused",
    "不同意延长办理期限",
    _FACTS | {"extension", "opinion_sealed", "authority_no"},
    public=False,
)
MADE_URGENT = ActType(
    "case.urgency_approved", "已列为急事急办", _FACTS | {"urgency", "opinion_sealed", "requested_by", "authority_no"}
)
DECIDED = ActType(
    "case.decided",
    "已作出决定",
    _FACTS
    | _NOTICE
    | _DATED
    | {"result", "rule", "remedies", "verify_by", "authority_no", "manner", "record", "remedy_sealed"},
)
CONCLUDED = ActType("case.concluded", "已办结", _FACTS | {"result", "clock"})
SERVED = ActType(
    "case.served", "结果已送达", _FACTS | {"manner", "document_no", "proof", "received_on", "proof_sealed", "window_id"}
)
COMMITMENT_VERIFIED = ActType(
    "case.commitment_verified", "已核查承诺内容", _FACTS | _TASK | {"document_no", "outcome", "opinion_sealed"}
)
WITHDRAWN = ActType("case.withdrawn", "申请人已撤回", _FACTS | {"notice_sealed", "authority", "document_no"})
REMINDED = ActType("case.reminded", "期限提醒", _WATCHED)
DEADLINE_NEARED = ActType("case.deadline_neared", "办理期限临近", _WATCHED, public=False)
DEADLINE_PASSED = ActType("case.deadline_passed", "办理期限已过", _WATCHED | {"since"}, public=False)
DAYS_RECOMPUTED = ActType(
    "case.days_recomputed",
    "放假安排调整，期限重新计算",
    _FACTS
    | {"due_on", "correction_due_on", "tolerance", "tasks", "pause", "stopped", "declared", "moved"}
    | {"calendar", "estimates"},
)

ACT_TYPES = (
    SUBMITTED,
    PRE_REVIEWED,
    RECEIVED,
    SUPPLEMENTED,
    CORRECTION_REQUESTED,
    RESUBMITTED,
    RETURNED,
    DECLINED,
    ACCEPTED,
    DEEMED_ACCEPTED,
    TOLERANCE_LAPSED,
    FORWARDED,
    ARRIVED,
    TASK_ASSIGNED,
    TASK_CLAIMED,
    TASK_RELEASED,
    TASK_TRANSFERRED,
    TASK_COMPLETED,
    TASK_RETURNED,
    CONSULTED,
    CONSULTATION_ANSWERED,
    SUSPENDED,
    RESUMED,
    EXTENSION_REQUESTED,
    EXTENDED,
    EXTENSION_REFUSED,
    MADE_URGENT,
    DECIDED,
    CONCLUDED,
    SERVED,
    COMMITMENT_VERIFIED,
    WITHDRAWN,
    REMINDED,
    DEADLINE_NEARED,
    DEADLINE_PASSED,
    DAYS_RECOMPUTED,
)
