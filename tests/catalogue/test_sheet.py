"""一次性告知: what a guide tells of one situation, and on which days limits end."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.catalogue.elements.certificates import BUSINESS_LICENCE, RESIDENT_IDENTITY
from chalicelib.catalogue.guides.dates import Due, due, limit_dated
from chalicelib.catalogue.guides.flow import latest_ends
from chalicelib.catalogue.guides.guide import guide_for
from chalicelib.catalogue.guides.holdings import Holding
from chalicelib.catalogue.guides.places import places_for
from chalicelib.catalogue.guides.sheet import LOG_IN
from chalicelib.catalogue.schemas import Guide
from chalicelib.deadlines.service import due_on, estimated, shipped
from tests.catalogue.guides import COMPLETE, PERMIT, TODAY, full_item, place, situations, told
from tests.catalogue.samples import item

CARD = Holding(RESIDENT_IDENTITY, "population_register", "已核验", "prefill")
LICENCE = Holding(BUSINESS_LICENCE, "business_register", "已核验", "prefill")
ALLOWANCE = {"age": 85, "household_in_city": True, "by_agent": False}
UNIT = st.sampled_from(["WD", "D", "M", "H"])


@pytest.mark.parametrize("name", COMPLETE)
def test_every_situation_of_a_shipped_item_gets_a_whole_guide(name: str) -> None:
    of = item(name)
    for answers in situations(of)[:40]:
        answered = told(of, answers)
        Guide.model_validate(json.loads(json.dumps(answered)))
        assert [step["number"] for step in answered["steps"]] == list(range(1, len(answered["steps"]) + 1))


@pytest.mark.parametrize("name", COMPLETE)
def test_its_materials_are_those_that_the_tables_give(name: str) -> None:
    of = item(name)
    for answers in situations(of)[:40]:
        answered, given = told(of, answers), guide_for(of, answers)
        assert [one["code"] for one in answered["materials"]] == [one["code"] for one in given.materials]
        assert tuple(answered["to_bring"]) == given.required
        for shown, slot in zip(answered["materials"], given.materials, strict=True):
            assert {name: shown[name] for name in slot if name not in ("blank_form", "sample")} == {
                name: value for name, value in slot.items() if name not in ("blank_form", "sample")
            }


def test_a_material_is_told_with_everything_the_applicant_needs() -> None:
    first = told(full_item(), PERMIT)["materials"][0]
    assert (first["form"], first["originals"], first["copies"], first["signed"]) == (
        "paper", 1, 2, "signature_and_seal",
    )  # fmt: skip
    assert first["origin"]["issuer"] == "市公安局"
    assert first["basis_text"].startswith(full_item().content["basis"][0]["title"])
    assert "补交" in first["may_follow_text"]
    assert "承诺" in first["may_declare_text"]
    assert first["blank_form"]["path"] == f"/v1/items/{full_item().code}/files/{'a' * 64}"
    assert first["sample"]["title"] == "申请表范本"


def test_the_guide_names_what_the_commitment_replaces_in_this_situation() -> None:
    answered = told(full_item(), PERMIT)
    assert answered["commitment_replaces"] == [answered["materials"][0]["code"]]
    assert [one["may_declare_text"] for one in answered["materials"][1:]] == [None] * (len(answered["materials"]) - 1)
    wanted = {"matter": "wages", "hardship": "exempt", "by_agent": False}
    assert told(item("legal_aid"), wanted)["commitment_replaces"] == []
    assert told(item("legal_aid"), wanted | {"hardship": "declared"})["commitment_replaces"] == ["M03"]


def test_the_steps_go_from_the_papers_to_the_remedies() -> None:
    steps = told(full_item(), PERMIT)["steps"]
    kinds = [step["kind"] for step in steps]
    assert kinds == ["prepare", "book", "apply", "accept", "process", "decide", "result", "remedy"]
    decide = next(step for step in steps if step["kind"] == "decide")
    assert (decide["limit"], decide["due_on"]) == ("5个工作日", "2026-05-11")
    assert "邮寄" in steps[-2]["text"]
    assert "60 日内" in steps[-1]["text"]
    assert "6 个月内" in steps[-1]["text"]
    unbooked = told(full_item(appointment="optional"), PERMIT)["steps"]
    assert "book" not in [step["kind"] for step in unbooked]
    assert "预约" in next(step for step in unbooked if step["kind"] == "apply")["text"]


def test_limits_have_the_days_of_the_clock() -> None:
    answered = told(full_item(), PERMIT)
    statutory, committed = answered["statutory_limit"], answered["committed_limit"]
    assert statutory["due_on"] == str(due_on(TODAY, 20, "WD"))
    assert committed["due_on"] == str(due_on(TODAY, 5, "WD")) == "2026-05-11"
    assert statutory["extension"]["due_on"] == str(due_on(TODAY, 30, "WD"))
    assert statutory["extension"]["text"] == "经批准可以延长 10 个工作日"
    special = answered["special_procedures"][0]
    assert (special["text"], special["counted"]) == ("30个工作日", False)
    assert "今天受理" in answered["assumed"]


def test_only_licences_have_the_clocks_of_the_licensing_law() -> None:
    assert told(full_item(), PERMIT)["clocks"] == []
    licence = told(item("food_business_licence"))
    assert [(clock["name"], clock["due_on"]) for clock in licence["clocks"]] == [
        ("correction_notice", "2026-05-11"),
        ("service_of_result", None),
    ]
    accept = next(step for step in licence["steps"] if step["kind"] == "accept")
    assert (accept["limit"], accept["due_on"]) == ("5个工作日", "2026-05-11")


def test_a_stage_begins_when_the_one_before_it_ends() -> None:
    stages = told(item("old_age_allowance"), ALLOWANCE)
    ends = [stage["due_on"] for stage in stages["statutory_limit"]["stages"]]
    day = TODAY
    for value, unit, end in zip((10, 5, 5, 5), ("WD", "D", "WD", "WD"), ends, strict=True):
        day = due_on(day, value, unit) or day
        assert end == str(day)
    process = [step["due_on"] for step in stages["steps"] if step["kind"] == "process"]
    assert process == ends


def test_a_stage_without_a_limit_takes_no_time_and_the_last_stage_ends_the_whole() -> None:
    stages = [{"name": "甲", "value": 0, "unit": "NONE"}, {"name": "乙", "value": 5, "unit": "WD"}]
    limit = {"value": None, "unit": "NONE", "stages": stages, "extension": None, "notes": None}
    dated = limit_dated(limit, TODAY)
    assert [stage["due_on"] for stage in dated["stages"]] == [None, "2026-05-11"]
    assert (dated["due_on"], dated["provisional"]) == ("2026-05-11", False)


def test_what_waits_for_an_unknown_day_ends_on_one() -> None:
    limits = {"a": (5, "WD"), "b": (1, "D"), "c": (1, "D")}
    steps = {name: {"kind": "step", "limit": {"value": n, "unit": unit}} for name, (n, unit) in limits.items()}
    flows = [{"from": one, "to": two} for one, two in ("sa", "sb", "ac", "bc", "ce")]
    process = {"nodes": {"s": {"kind": "start"}, **steps, "e": {"kind": "end"}}, "flows": flows}
    ends = latest_ends(process, date(2026, 12, 28))
    assert ends["b"] == Due(date(2026, 12, 29))
    assert ends["a"] == ends["c"] == Due(None, provisional=True)


def test_the_later_table_has_the_last_word_on_the_fee() -> None:
    of = full_item()
    table = of.content["guide"]["tables"][0]
    tables = [
        {**table, "rows": [{**row, "then": {"fee": {"charged": False, "note": note}}} for row in table["rows"]]}
        for note in ("甲", "乙")
    ]
    assert told(full_item(guide={**of.content["guide"], "tables": tables}), PERMIT)["fee"]["note"] == "乙"


def test_what_only_informs_online_is_not_applied_for_there() -> None:
    assert "miniprogram" in told(full_item(online_depth=4), PERMIT)["channels"]
    assert "miniprogram" not in told(full_item(online_depth=1), PERMIT)["channels"]


@pytest.mark.parametrize("name", COMPLETE)
def test_no_part_ends_after_the_whole(name: str) -> None:
    """Days off may put off the end of each part, and the whole ends all the same: 3 + 2 days before 1 May."""
    of, calendar = item(name), estimated(shipped(), 2028)
    for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(0, 700, 7)):
        answered = told(of, today=day, calendar=calendar)
        decide = next(step for step in answered["steps"] if step["kind"] == "decide")
        parts = [step["due_on"] for step in answered["steps"] if step["kind"] == "process"]
        assert all(part <= decide["due_on"] for part in parts if part and decide["due_on"]), day
    stages = [{"name": "甲", "value": 3, "unit": "D"}, {"name": "乙", "value": 2, "unit": "D"}]
    limit = {"value": 5, "unit": "D", "stages": stages, "extension": None, "notes": None}
    assert [stage["due_on"] for stage in limit_dated(limit, TODAY)["stages"]] == ["2026-05-06", "2026-05-06"]


@given(st.dates(date(2004, 1, 1), date(2027, 6, 1)), st.integers(1, 90), UNIT)
def test_a_day_that_is_told_is_the_clocks_or_none(start: date, value: int, unit: str) -> None:
    told_ = due(Due(start), value, unit)
    if told_.provisional:
        assert told_.day is None
        assert (start + timedelta(days=200 if unit != "M" else 3000)).year >= 2027
    else:
        assert told_.day == due_on(start, value, unit)


def test_natural_days_that_do_not_roll_end_on_a_day_off_and_say_so() -> None:
    """27 days after Monday 2 November 2026 end on a Sunday."""
    limit = {"value": 27, "unit": "D", "stages": [], "extension": {"value": 34, "mode": "D_MAX"}, "notes": None}
    start = date(2026, 11, 2)
    assert limit_dated(limit, start)["due_on"] == "2026-11-30"
    still = limit_dated({**limit, "rolls": False}, start)
    assert (still["due_on"], still["extension"]["due_on"]) == ("2026-11-29", "2026-12-06")
    assert still["text"] == "27日（最后一日是休息日的，不顺延）"


@pytest.mark.parametrize("name", COMPLETE)
def test_every_day_that_is_told_is_of_the_calendar_that_was_asked_for(name: str) -> None:
    """On the last day that the shipped calendar knows hardly any is; with some years more, all are."""
    further = told(item(name), today=date(2026, 12, 31), calendar=estimated(shipped(), 2036))
    assert "'provisional': True" not in str(further)


def test_stages_and_an_extension_go_by_that_calendar_too() -> None:
    stages = [{"name": "审查", "value": 5, "unit": "WD"}]
    for mode in ("WD_ADD", "WD_MAX", "D_ADD", "WD_AFTER"):
        extension = {"value": 30, "mode": mode}
        limit = {"value": 20, "unit": "WD", "stages": stages, "extension": extension, "notes": None}
        dated = limit_dated(limit, date(2026, 12, 31), estimated(shipped(), 2028))
        assert "'provisional': True" not in str(dated), mode
    assert dated["stages"][0]["due_on"] == "2027-01-08"


def test_at_the_years_end_nothing_is_guessed() -> None:
    """The calendar of 2027 is not published: no date, and said so; what ends before is told."""
    answered = told(full_item(), PERMIT, today=date(2026, 12, 25))
    assert answered["committed_limit"]["due_on"] is None
    assert answered["committed_limit"]["provisional"]
    assert answered["statutory_limit"]["extension"]["provisional"]
    decide = next(step for step in answered["steps"] if step["kind"] == "decide")
    assert (decide["due_on"], decide["provisional"]) == (None, True)
    assert told(full_item(), PERMIT, today=date(2026, 12, 24))["committed_limit"]["due_on"] == "2026-12-31"


@pytest.mark.parametrize(
    ("mode", "value", "unit", "latest"),
    [
        ("WD_ADD", 20, "WD", due_on(TODAY, 30, "WD")),
        ("D_ADD", 20, "D", due_on(TODAY, 30, "D")),
        ("D_ADD", 1, "M", due_on(due_on(TODAY, 1, "M") or TODAY, 10, "D")),
        ("WD_MAX", 5, "WD", due_on(TODAY, 10, "WD")),
        ("D_MAX", 5, "D", due_on(TODAY, 10, "D")),
        ("D_WINDOW", 5, "WD", due_on(due_on(TODAY, 5, "WD") or TODAY, 10, "D")),
        ("WD_AFTER", 5, "WD", due_on(due_on(TODAY, 5, "WD") or TODAY, 10, "WD")),
        ("WD_MEDIATE", 5, "WD", None),
    ],
)
def test_the_latest_day_of_an_extension(mode: str, value: int, unit: str, latest: date | None) -> None:
    limit = {"value": value, "unit": unit, "stages": [], "extension": {"value": 10, "mode": mode}, "notes": None}
    dated = limit_dated(limit, TODAY)["extension"]
    assert (dated["due_on"], dated["provisional"]) == (str(latest) if latest else None, False)
    assert "10" in dated["text"]


@pytest.mark.parametrize(
    ("value", "unit", "text", "end"),
    [(None, "NONE", "无规定期限", None), (0, "NOW", "即时办结", TODAY), (24, "H", "24小时", date(2026, 5, 1))],
)
def test_limits_without_days(value: int | None, unit: str, text: str, end: date | None) -> None:
    limit = {"value": value, "unit": unit, "stages": [], "extension": None, "notes": None}
    dated = limit_dated(limit, TODAY)
    assert (dated["text"], dated["due_on"]) == (text, str(end) if end else None)
    assert not dated["provisional"]


def test_whoever_is_not_known_is_told_how_to_see_what_is_held() -> None:
    answered = told(full_item(), PERMIT)
    assert answered["already_held"] is None
    assert LOG_IN in answered["hints"]
    assert all(one["already_held"] is None for one in answered["materials"])


def test_what_the_city_holds_need_not_be_brought() -> None:
    of = full_item()
    answered = told(of, PERMIT, held=[CARD])
    assert answered["already_held"] == ["M01"]
    assert answered["materials"][0]["already_held"] == {
        "by": "population_register", "how": "已核验", "consent": "prefill",
    }  # fmt: skip
    assert "M01" not in answered["to_bring"]  # no case asks for it
    assert LOG_IN not in answered["hints"]
    assert answered["steps"][0]["text"] == f"按材料清单准备 {len(answered['to_bring'])} 项材料。"
    assert told(of, PERMIT, held=[])["already_held"] == []


@pytest.mark.parametrize(
    ("certificate", "satisfied"),
    [("居民身份证", [CARD]), ("营业执照", [LICENCE]), ("护士执业证书", []), (None, [])],
)
def test_only_a_certificate_that_the_item_names_is_done_without(certificate: str | None, satisfied: list[Any]) -> None:
    base = full_item()
    first = {**base.content["materials"][0], "name": "居民身份证复印件", "certificate": certificate}
    of = full_item(materials=[first, *base.content["materials"][1:]])
    for held in ([], [CARD], [LICENCE], [CARD, LICENCE]):
        expected = ["M01"] if set(held) & set(satisfied) else []
        assert told(of, PERMIT, held=held)["already_held"] == expected


CITY, WUHUA, PANLONG = (
    place(name, code) for name, code in (("市", "530100000000"), ("五华", "530102000000"), ("盘龙", "530103000000"))
)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (None, [CITY, WUHUA, PANLONG]),
        ("530102000000", [WUHUA, CITY]),
        ("530102001000", [WUHUA, CITY]),
        ("530111000000", [CITY]),
        ("530100000000", [CITY]),
        ("530000000000", [CITY, WUHUA, PANLONG]),
        ("110000000000", []),
    ],
)
def test_the_places_that_serve_a_division_nearest_first(where: str | None, expected: list[Any]) -> None:
    assert places_for([CITY, WUHUA, PANLONG], where) == expected


def test_a_fee_is_told_with_its_rates_and_basis_unless_the_situation_is_free() -> None:
    of = full_item()
    fee = told(of, PERMIT)["fee"]
    assert fee["basis_text"]
    rows = of.content["guide"]["tables"][0]["rows"]
    free = [{**row, "then": {**row["then"], "fee": {"charged": False, "note": "首次免费"}}} for row in rows]
    tables = [{**of.content["guide"]["tables"][0], "rows": free}, *of.content["guide"]["tables"][1:]]
    waived = told(full_item(guide={**of.content["guide"], "tables": tables}), PERMIT)["fee"]
    assert (waived["charged"], waived["note"], waived["rates"]) == (False, "首次免费", [])


def test_what_begins_on_a_day_that_is_not_known_ends_on_one() -> None:
    answered = told(item("old_age_allowance"), ALLOWANCE, today=date(2026, 12, 10))
    stages = [(stage["due_on"], stage["provisional"]) for stage in answered["statutory_limit"]["stages"]]
    assert stages == [("2026-12-24", False), ("2026-12-29", False), (None, True), (None, True)]
    process = [step for step in answered["steps"] if step["kind"] == "process"]
    assert [(step["due_on"], step["provisional"]) for step in process] == stages
