"""How a guide says in Chinese what its item says in codes: one literal table each; an unknown code is a KeyError."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ARTICLE = re.compile(r" Art\. ([0-9]+)")
UNITS = {"WD": "个工作日", "D": "日", "M": "个月", "H": "小时"}
CHANNELS = {
    "miniprogram": "小程序",
    "h5": "网上（网页）",
    "window": "政务服务窗口",
    "kiosk": "自助终端",
    "hotline": "政务服务热线",
    "door": "上门办理",
}
FORMS = {"paper": "纸质", "electronic": "电子", "either": "纸质或电子"}
SIGNED = {"none": "无需签字盖章", "signature": "签字", "seal": "盖章", "signature_and_seal": "签字并盖章"}
ORIGINS = {"applicant": "申请人自备", "authority": "政府部门核发", "other": "其他机构出具"}
ROLES = {"clerk": "窗口人员", "examiner": "审查人员", "chief_representative": "首席代表"}
OUTCOMES = {"approve": "通过", "reject": "不通过", "return": "退回"}
APPOINTMENTS = {"none": "无需预约", "optional": "可以预约", "required": "须先预约"}
CLOCKS = {
    "correction_notice": "受理机关收到材料后，一次性告知需要补正的全部内容；逾期不告知的，自收到材料之日起即为受理",
    "service_of_result": "作出准予决定后颁发、送达证件",
}
EXTENSIONS = {
    "D_ADD": "经批准可以延长 {value} 日",
    "WD_ADD": "经批准可以延长 {value} 个工作日",
    "D_MAX": "经批准延长后最长不超过 {value} 日",
    "WD_MAX": "经批准延长后最长不超过 {value} 个工作日",
    "D_WINDOW": "期满后申请人有 {value} 日的办理时间",
    "WD_AFTER": "办结后 {value} 个工作日内补齐手续",
    "WD_MEDIATE": "收到后 {value} 个工作日内办理",
}
APPLICANTS = {
    "natural_person": "自然人",
    "legal_person": "法人",
    "enterprise": "企业法人",
    "institution": "事业法人",
    "social_organisation": "社会组织法人",
    "government_body": "行政机关",
    "individual_business": "个体工商户",
    "other_organisation": "其他组织",
}
HANDLING = {"IMMEDIATE": "即办件", "COMMITTED": "承诺件"}
LEVELS = ("无需实名", "验证手机号码", "核验姓名和公民身份号码", "刷脸核验", "在窗口当面核验")
"""实名等级 0 to 4, by what one does for it."""
FEES = {True: "收费", False: "不收费", None: "收费情况请咨询受理部门"}
NOT_ROLLING = "（最后一日是休息日的，不顺延）"
MAY_FOLLOW = "可以容缺：申请时可以暂不提交，在受理机关告知的期限内补交"
MAY_DECLARE = "可以告知承诺：签署承诺书的，不必提交"


def limit_told(limit: Mapping[str, Any] | None) -> str:
    """`20个工作日`, `56日（最后一日是休息日的，不顺延）`, `即时办结`, `无规定期限`."""
    if limit is None or limit["unit"] == "NONE" or (limit["value"] is None and limit["unit"] != "NOW"):
        return "无规定期限"
    if limit["unit"] == "NOW":
        return "即时办结"
    return f"{limit['value']}{UNITS[limit['unit']]}{'' if limit.get('rolls', True) else NOT_ROLLING}"


def ground_told(ground: str) -> str:
    """`行政许可法第 32 条` for `行政许可法 Art. 32`, as acts have it."""
    return _ARTICLE.sub(r"第 \1 条", ground)


def visits_told(most: int | None) -> str:
    """How often one comes at most; nothing where nobody said."""
    if most is None:
        return ""
    return f"最多到现场 {most} 次。" if most else "全程无需到现场。"


def fee_told(fee: Mapping[str, Any]) -> str:
    """Whether one pays, and what is noted on it if that says more."""
    said = FEES[fee["charged"]]
    return f"{said}：{fee['note']}" if fee["note"] and fee["note"] != said else said


def outcome_told(name: str) -> str:
    """The Chinese of an outcome; a city's own is said as it is named."""
    return OUTCOMES.get(name, name)
