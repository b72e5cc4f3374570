"""The article that each legal act stands on, by the item's legal regime. Other regimes bring their own articles."""

from __future__ import annotations

from chalicelib.cases.rules import CaseAct

_GROUNDS: dict[str, dict[CaseAct, str]] = {
    "licensing_law": {
        CaseAct.ACCEPT: "行政许可法第三十二条第一款第五项",
        CaseAct.DECLINE: "行政许可法第三十二条第一款",
        CaseAct.REQUEST_CORRECTION: "行政许可法第三十二条第一款第四项",
        CaseAct.DECIDE: "行政许可法第三十八条",
        CaseAct.SERVE: "行政许可法第四十四条",
    }
}


def ground(legal_regime: str, act: CaseAct) -> str | None:
    """The article; None where the regime names none."""
    return _GROUNDS.get(legal_regime, {}).get(act)
