"""What legal acts stand on, by the item's legal regime: articles, and the closed lists of reasons that the law knows.

Other regimes than the licensing law bring their own articles; until then an act under them names none.
"""

from __future__ import annotations

from chalicelib.cases.rules import CaseAct, DecisionResult

LICENSING_LAW = "licensing_law"
_GROUNDS: dict[str, dict[CaseAct, str]] = {
    LICENSING_LAW: {
        CaseAct.ACCEPT: "行政许可法第三十二条第一款第五项",
        CaseAct.REQUEST_CORRECTION: "行政许可法第三十二条第一款第四项",
        CaseAct.DEEM_ACCEPTED: "行政许可法第三十二条第一款第四项",
        CaseAct.SUSPEND: "行政许可法第四十五条",
        CaseAct.RESUME: "行政许可法第四十五条",
        CaseAct.REQUEST_EXTENSION: "行政许可法第四十二条",
        CaseAct.DECIDE_EXTENSION: "行政许可法第四十二条",
        CaseAct.DECIDE: "行政许可法第三十八条",
    }
}
_RULED = {
    (CaseAct.DECIDE, DecisionResult.GRANT): "行政许可法第三十八条第一款",
    (CaseAct.DECIDE, DecisionResult.REFUSE): "行政许可法第三十八条第二款",
    (CaseAct.SERVE, DecisionResult.GRANT): "行政许可法第四十四条",
}
"""What depends on the decision: ten days to hand it over (Art. 44) are for what was granted alone."""
UNCOUNTED: dict[str, dict[str, str]] = {
    LICENSING_LAW: {
        "hearing": "听证",
        "tender": "招标",
        "auction": "拍卖",
        "inspection": "检验",
        "testing": "检测",
        "quarantine": "检疫",
        "appraisal": "鉴定",
        "expert_review": "专家评审",
    }
}
"""The only procedures whose time does not count (行政许可法 Art. 45). Other regimes leave it to their items."""

DECLINING: dict[str, tuple[str, str]] = {
    "not_required": ("申请事项依法不需要办理", "行政许可法第三十二条第一款第一项"),
    "not_within_office": ("申请事项依法不属于本机关职权范围", "行政许可法第三十二条第一款第二项"),
    "still_incomplete": ("补正后申请材料仍不齐全或者不符合法定形式", "行政许可法第三十二条第一款第五项"),
    "untrue": ("隐瞒有关情况或者提供虚假材料", "行政许可法第七十八条"),
    "barred": ("依法在一定期限内不得再次申请", "行政许可法第七十八条、第七十九条"),
}
"""Why an application may be declined (不予受理): by code, in words, and by the licensing law's article."""

ADDED_WORKING_DAYS = 10
"""By how much a decision on a licence may be put off with the head's approval (行政许可法 Art. 42(1))."""
ADDED_JOINTLY = 15
"""The same where several offices decide together, within 45 days instead of 20 (Art. 42(2))."""
JOINT_WORKING_DAYS = 45


def ground(legal_regime: str, act: CaseAct) -> str | None:
    """The article; None where the regime names none."""
    return _GROUNDS.get(legal_regime, {}).get(act)


def ruled_on(legal_regime: str, act: CaseAct, result: DecisionResult | None) -> str | None:
    """The article of an act that depends on what is decided."""
    return _RULED.get((act, result)) if legal_regime == LICENSING_LAW and result else None


def declined_on(legal_regime: str, codes: tuple[str, ...]) -> str | None:
    """The articles that the reasons for a declination stand on."""
    if legal_regime != LICENSING_LAW:
        return None
    return "、".join(dict.fromkeys(DECLINING[code][1] for code in codes))
