"""Which clocks a legal regime brings besides the limits of the item, and on which article a deadline stands: data.

Items outside the licensing law have only limits of their own; nothing is deemed of them, and no article is named.
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from typing import NamedTuple

from chalicelib.cases.grounds import LICENSING_LAW
from chalicelib.cases.rules import DecisionResult
from chalicelib.cases.terms import Period, Terms


class Clock(NamedTuple):
    """A limit that the law itself sets; `result`: only where it was decided so."""

    period: Period
    result: DecisionResult | None = None


ACCEPTANCE, SERVICE = "acceptance", "service"
CLOCKS: dict[str, dict[str, Clock]] = {
    LICENSING_LAW: {
        ACCEPTANCE: Clock(Period(5, "WD")),
        SERVICE: Clock(Period(10, "WD"), DecisionResult.GRANT),
    }
}
"""行政许可法 Art. 32(1)(4): what is lacking is told within five days, or the application counts as accepted from its
receipt; Art. 44: what was granted is handed over within ten days. Art. 82: these are working days."""

_ARTICLES: dict[str, dict[str, str]] = {
    LICENSING_LAW: {
        ACCEPTANCE: "行政许可法第三十二条第一款第四项",
        SERVICE: "行政许可法第四十四条",
        "special_procedure": "行政许可法第四十五条",
    }
}
_LIMITS: dict[str, dict[Period, str]] = {
    LICENSING_LAW: {Period(20, "WD"): "行政许可法第四十二条", Period(45, "WD"): "行政许可法第四十二条"}
}
"""The statutory limits that the article itself sets: alone, and jointly; any other has the item's own basis."""


def clock(legal_regime: str, kind: str) -> Clock | None:
    """The law's own limit of that kind; None where the regime has none."""
    return CLOCKS.get(legal_regime, {}).get(kind)


def article(terms: Terms, kind: str) -> str | None:
    """What a deadline of that kind stands on; None where the regime names no article, or another law sets the limit."""
    if kind == "statutory":
        return _LIMITS.get(terms.legal_regime, {}).get(terms.statutory_limit)
    return _ARTICLES.get(terms.legal_regime, {}).get(kind)
