"""The stages of a case as the public knows them (受理、办理、取件), each with its words."""

from __future__ import annotations

from chalicelib.cases.rules import CaseStatus

STAGES = {
    "draft": "草稿",
    "apply": "申请",
    "accept": "受理",
    "handle": "办理",
    "collect": "取件",
    "served": "已送达",
    "closed": "已终止",
}
_STAGE = {
    CaseStatus.DRAFT: "draft",
    CaseStatus.SUBMITTED: "apply",
    CaseStatus.CORRECTION_REQUESTED: "apply",
    CaseStatus.ACCEPTED: "accept",
    CaseStatus.EXAMINING: "handle",
    CaseStatus.SUSPENDED: "handle",
    CaseStatus.DECIDED: "handle",
    CaseStatus.CONCLUDED: "collect",
    CaseStatus.SERVED: "served",
    CaseStatus.RETURNED: "closed",
    CaseStatus.DECLINED: "closed",
    CaseStatus.WITHDRAWN: "closed",
}
STATUS_WORDS = {
    CaseStatus.DRAFT: "草稿，尚未提交",
    CaseStatus.SUBMITTED: "已提交，等待受理",
    CaseStatus.CORRECTION_REQUESTED: "需要补正材料",
    CaseStatus.RETURNED: "逾期未补齐材料，已退件",
    CaseStatus.DECLINED: "不予受理",
    CaseStatus.ACCEPTED: "已受理",
    CaseStatus.EXAMINING: "正在审查",
    CaseStatus.SUSPENDED: "特别程序进行中，暂停计算办理期限",
    CaseStatus.DECIDED: "已作出决定，等待办结",
    CaseStatus.CONCLUDED: "已办结，可以领取结果",
    CaseStatus.SERVED: "结果已送达",
    CaseStatus.WITHDRAWN: "申请人已撤回",
}


def stage(status: CaseStatus) -> dict[str, str]:
    """The stage, its name, and where the case stands in words."""
    code = _STAGE[status]
    return {"stage": code, "stage_name": STAGES[code], "status_name": STATUS_WORDS[status]}
