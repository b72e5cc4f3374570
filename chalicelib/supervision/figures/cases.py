"""Figures of cases (办件): what happened to them in a period, and how long it took. Pure.

What happens in a period to cases of an earlier one is counted, so what is held against newly submitted or accepted
cases may exceed 100. Whether a case was in time is decided by its decision (行政许可法 Art. 42) and told in the period
of its conclusion; a case whose day went by undecided is told in the period of that day, and not again when it ends.
"""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.supervision.figures.definitions import Definition, Figure
from chalicelib.supervision.figures.sums import NEW, Sums
from chalicelib.supervision.rules import CONCLUDED, PASSED, Step

_ACCEPTED: Step = ("submitted", "accepted")
_ASKED: Step = ("submitted", "correction_requested")
Parts = Callable[[Sums], tuple[int, int]]

CASE_FIGURES: tuple[tuple[Definition, Parts], ...] = (
    (
        Definition("acceptance_rate", "受理率", "期间受理的办件（含逾期未告知、视为受理的）÷ 期间新提交的办件", 2),
        lambda sums: (sums.took(_ACCEPTED), sums.took(NEW)),
    ),
    (
        Definition(
            "rejection_rate",
            "退件率",
            "期间不予受理、逾期未补正退回和逾期未补交容缺材料退回的办件 ÷ 期间新提交的办件",
            2,
        ),
        lambda sums: (sums.entered("declined") + sums.entered("returned"), sums.took(NEW)),
    ),
    (
        Definition("correction_rate", "补正率", "期间要求补正的办件 ÷ 期间新提交的办件"),
        lambda sums: (sums.took(_ASKED), sums.took(NEW)),
    ),
    (
        Definition("conclusion_rate", "办结率", "期间办结的办件 ÷ 期间受理的办件（含视为受理的）", 2),
        lambda sums: (sums.took(CONCLUDED), sums.took(_ACCEPTED)),
    ),
    (
        Definition(
            "on_time_rate",
            "按时办结率",
            "期间办结、且决定不晚于承诺日的办件 ÷（前述办件 + 期间内承诺日已过而尚未作出决定的办件，包括至今未办结的，"
            "每件计一次 + 期间办结、决定晚于承诺日而此前未计的办件）；"
            "承诺日是承诺（没有承诺的，法定）期限的最后一日，含依法批准的延期；"
            "没有这一日的，和这一日为暂定、不能判定已按时的，不计",
        ),
        lambda sums: (sums.clocks.on_time, sums.clocks.on_time + sums.took(PASSED) + sums.clocks.late),
    ),
    (
        Definition(
            "early_rate",
            "提前办结率",
            "期间办结、且决定早于承诺日的办件 ÷ 期间办结的办件；承诺日是承诺（没有承诺的，法定）期限的最后一日；"
            "没有这一日的，和这一日为暂定、不能判定已按时的，不计",
        ),
        lambda sums: (sums.clocks.early, sums.clocks.promised),
    ),
    (
        Definition(
            "handling_speed_up",
            "办理提速率",
            "（期间办结办件的法定时限之和 − 实际用时之和）÷ 法定时限之和；以工作日计，自受理次日至作出决定之日，"
            "不计特别程序时间；超期时可以为负；没有法定时限的，和有关年份的放假安排未公布、无法计算的，不计",
        ),
        lambda sums: (sums.clocks.statutory - sums.clocks.spent, sums.clocks.statutory),
    ),
    (
        Definition("same_day_rate", "即办率（办件）", "期间办结、且受理当日作出决定的办件 ÷ 期间办结的办件"),
        lambda sums: (sums.clocks.same_day, sums.took(CONCLUDED)),
    ),
    (
        Definition(
            "average_days",
            "平均办理时长",
            "期间办结办件的实际用时之和 ÷ 件数；以工作日计，自受理次日至作出决定之日，不计特别程序时间；"
            "有关年份的放假安排未公布、无法计算的不计",
            unit="working_day",
        ),
        lambda sums: (sums.clocks.used, sums.clocks.timed),
    ),
    (
        Definition("first_time_rate", "一次办结率", "期间办结、且未要求过补正的办件 ÷ 期间办结的办件"),
        lambda sums: (sums.clocks.uncorrected, sums.took(CONCLUDED)),
    ),
    (
        Definition("applied_online_rate", "网上申请率", "期间通过网页或小程序新提交的办件 ÷ 期间新提交的办件"),
        lambda sums: (sums.applied_online, sums.took(NEW)),
    ),
    (
        Definition(
            "concluded_online_rate",
            "网上办结率",
            "期间办结、且通过网页或小程序申请而未经窗口收件的办件 ÷ 期间办结的办件；送达方式不在此列",
        ),
        lambda sums: (sums.clocks.online, sums.took(CONCLUDED)),
    ),
)
DAILY = Definition(
    "daily_conclusions",
    "日均办结量",
    "期间办结的办件 ÷ 期间已过的工作日（含当日）；放假安排未公布的期间为空",
    unit="case",
)
DAILY_RATE = Definition(
    "daily_conclusion_rate",
    "日均办结率",
    "日均办结量 ÷ 日均受理量，二者均按期间已过的工作日平均；放假安排未公布的期间为空",
)


def case_figures(sums: Sums, working_days: int | None) -> list[Figure]:
    """Every figure of these cases; `working_days` of the period that are over or today, None if nobody can tell."""
    days = working_days or 0
    each = [Figure(definition, *parts(sums)) for definition, parts in CASE_FIGURES]
    accepted = sums.took(_ACCEPTED) if days else 0
    daily = [Figure(DAILY, sums.took(CONCLUDED), days), Figure(DAILY_RATE, sums.took(CONCLUDED), accepted)]
    return [*each, *daily]
