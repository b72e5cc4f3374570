"""办理流程: what the applicant does and waits for, in order, from the first paper to the remedies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.catalogue.elements.regimes import REGIMES
from chalicelib.catalogue.guides.dates import Due, clocks_dated, due_in, limit_dated, within
from chalicelib.catalogue.guides.flow import latest_ends, steps_in_order
from chalicelib.catalogue.guides.wording import CHANNELS, CLOCKS, ROLES, limit_told
from chalicelib.catalogue.rules import ServiceItem

if TYPE_CHECKING:
    from chalicelib.deadlines.service import Calendar

_ONLINE = ("miniprogram", "h5")


class RemedyPeriods(NamedTuple):
    """How long one may turn to whom after a decision, as the city's configuration tells: days and months."""

    review_days: int
    litigation_months: int


def steps_of(
    item: ServiceItem, to_bring: int, today: date, periods: RemedyPeriods | None, calendar: Calendar | None = None
) -> list[dict[str, Any]]:
    """The steps with their number, kind, name, words, and the latest day of those that have a limit."""
    found = [
        *_applying(item, to_bring),
        _acceptance(item, today, calendar),
        *_process(item, today, calendar),
        _decision(item, today, calendar),
        _result(item),
        *_remedies(item, periods),
    ]
    return [{"number": number, **step} for number, step in enumerate(found, start=1)]


def channels_of(item: ServiceItem) -> list[str]:
    """Through what one applies: not online where an item only tells about itself there."""
    return [name for name in item.content["channels"] if item.applied_for_online or name not in _ONLINE]


def _applying(item: ServiceItem, to_bring: int) -> Iterator[dict[str, Any]]:
    yield _step("prepare", "准备材料", f"按材料清单准备 {to_bring} 项材料。" if to_bring else "无需准备材料。")
    booking = item.content["appointment"]
    if booking == "required":
        yield _step("book", "预约办理时间", "到窗口办理须先预约，请选择办理地点和时间。")
    through = "、".join(CHANNELS[name] for name in channels_of(item))
    text = f"可以通过{through}提交申请。" if through else "请到办理地点或者拨打咨询电话了解如何提交申请。"
    yield _step("apply", "提交申请", text + ("到窗口办理可以先预约。" if booking == "optional" else ""))


def _acceptance(item: ServiceItem, today: date, calendar: Calendar | None) -> dict[str, Any]:
    clocks = clocks_dated(item.legal_regime, today, calendar)
    clock = next((one for one in clocks if one["name"] == "correction_notice"), None)
    if clock is None:
        return _step("accept", "受理", "受理机关审核材料，告知是否受理以及需要补正的全部内容。")
    return _step("accept", "受理", f"{clock['title']}。", clock, due_in(clock))


def _process(item: ServiceItem, today: date, calendar: Calendar | None) -> Iterator[dict[str, Any]]:
    process = item.process_definition
    ends = latest_ends(process, today, calendar)
    decided = due_in(limit_dated(_binding(item), today, calendar))
    for name in steps_in_order(process):
        node = process["nodes"][name]
        limit = node.get("limit")
        told = f"由{ROLES[node['role']]}办理。"
        yield _step("process", node["name"], told, limit, within(ends[name], decided))


def _decision(item: ServiceItem, today: date, calendar: Calendar | None) -> dict[str, Any]:
    limit = _binding(item)
    dated = limit_dated(limit, today, calendar)
    words = "承诺" if item.content["committed_limit"] else "法定"
    within = f"在{words}办结时限内" if dated["due_on"] or dated["provisional"] else "依法"
    text = f"自受理之日起，{within}作出书面决定。"
    return _step("decide", "作出决定", text, limit, due_in(dated))


def _binding(item: ServiceItem) -> Mapping[str, Any]:
    """The limit by which the decision is made: what was promised, else what the law gives."""
    limit: Mapping[str, Any] = item.content["committed_limit"] or item.content["statutory_limit"]
    return limit


def _result(item: ServiceItem) -> dict[str, Any]:
    names = "、".join(result["name"] for result in item.content["results"])
    mailed = item.content["visits"]["result_by_mail"]
    ways = "可以选择邮寄或者到办理地点领取" if mailed else "到办理地点领取或者在线查看"
    clock = next((one for one in REGIMES[item.legal_regime].clocks if one.name == "service_of_result"), None)
    served = f"{CLOCKS[clock.name]}：{limit_told(clock._asdict())}内。" if clock else ""
    return _step("result", "领取结果", f"办理结果：{names or '书面决定'}，{ways}。{served}")


def _remedies(item: ServiceItem, periods: RemedyPeriods | None) -> Iterator[dict[str, Any]]:
    body, court = item.content["remedies"]["review_body"], item.content["remedies"]["court"]
    if periods is None or not (body or court):
        return
    ways = [f"{periods.review_days} 日内向{body}申请行政复议"] if body else []
    ways += [f"{periods.litigation_months} 个月内向{court}提起行政诉讼"] if court else []
    yield _step("remedy", "救济途径", f"对决定不服的，可以自知道决定之日起 {'，或者 '.join(ways)}。")


def _step(
    kind: str, name: str, text: str, limit: Mapping[str, Any] | None = None, end: Due | None = None
) -> dict[str, Any]:
    told = limit_told(limit) if limit and limit["unit"] != "NONE" else None
    return {"kind": kind, "name": name, "text": text, "limit": told, **(end or Due(None)).told}
