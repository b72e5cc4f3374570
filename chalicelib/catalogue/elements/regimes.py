"""Legal regimes: the named rule set whose clocks run for an item. An item has only the clocks that its own set gives.

Source of the licensing law's figures: 行政许可法, articles as named.
"""

from __future__ import annotations

from typing import NamedTuple


class Clock(NamedTuple):
    """A period that the rule set itself gives, besides the limits on the item. `unit` as in `rules.Unit`."""

    name: str
    value: int
    unit: str
    ground: str


class Regime(NamedTuple):
    """A rule set. `day_unit` is what a bare 日 means under it; `uncounted` names what stops the clock by law."""

    name: str
    title: str
    day_unit: str
    clocks: tuple[Clock, ...] = ()
    uncounted: tuple[str, ...] = ()


LICENSING_LAW = Regime(
    name="licensing_law",
    title="行政许可法",
    day_unit="WD",  # Art. 82
    clocks=(
        Clock("correction_notice", 5, "WD", "行政许可法 Art. 32"),
        Clock("decision", 20, "WD", "行政许可法 Art. 42"),
        Clock("decision_extension", 10, "WD", "行政许可法 Art. 42"),
        Clock("joint_decision", 45, "WD", "行政许可法 Art. 42"),
        Clock("joint_decision_extension", 15, "WD", "行政许可法 Art. 42"),
        Clock("preliminary_review", 20, "WD", "行政许可法 Art. 43"),
        Clock("service_of_result", 10, "WD", "行政许可法 Art. 44"),
    ),
    uncounted=(
        "hearing",
        "tender",
        "auction",
        "inspection",
        "testing",
        "quarantine",
        "appraisal",
        "expert_review",
    ),  # Art. 45
)
CONFIRMATION = Regime("confirmation", "行政确认", "D")
PAYMENT = Regime("payment", "行政给付", "D")
PUBLIC_SERVICE = Regime("public_service", "公共服务", "D")
OTHER_POWER = Regime("other_power", "其他行政权力", "D")

REGIMES = {regime.name: regime for regime in (LICENSING_LAW, CONFIRMATION, PAYMENT, PUBLIC_SERVICE, OTHER_POWER)}
