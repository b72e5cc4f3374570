"""The chapter of `make story` in which the law happens, over HTTP on the deployed artifact."""

from __future__ import annotations

import json

import pytest

from infra.local.logs import NoSuchFunction, last_of
from infra.local.story import left_alone
from infra.local.story.city import City as Driven
from infra.local.story.law_time import LawTime
from infra.local.story.telling import Remembered
from tests.city import City
from tests.journeys.driving import staff

pytestmark = pytest.mark.deployed


def test_what_is_left_alone_is_accepted_returned_warned_of_and_summed_up(city_apart: City, law: LawTime) -> None:
    told = Remembered()
    ended = left_alone.play(Driven(city_apart.described), told)
    assert (ended["status"], ended["result"]) == ("concluded", "grant")
    assert [(entry["at"][:10], entry["type"], entry["by"]) for entry in told.timelines[0]["entries"][:2]] == [
        ("2026-09-21", "case.submitted", "申请人"),
        ("2026-09-30", "case.deemed_accepted", "系统"),
    ]
    outcomes = {what.partition(" · ")[0]: outcome for _who, what, outcome in told.steps}
    assert "承诺在 2026-10-12 以前作出决定" in outcomes["逾期未告知，视为受理"]
    assert "9月25日至9月27日 中秋节放假" in outcomes["问期限怎么算的"]
    assert "10月10日 第9个工作日（国庆节调休上班）" in outcomes["问期限怎么算的"]
    assert "2026-10-12（含当日）以前补正" in outcomes["提醒赵六"]
    assert outcomes["退回赵六的申请"].startswith("逾期未补正，已退件")
    assert outcomes["红牌“逾期未答复”"].endswith("请在 2026-10-13 以前说明理由")
    for card in ("黄牌“临近期限”", "红牌“超过承诺期限”"):
        assert f"发给工号 {city_apart.staff('examiner')['staff_no']}" in outcomes[card]
    assert outcomes["撤销这张牌,仍然留有记录"].endswith("rescinded")
    assert "按时办结率 0/" in outcomes["看这个事项的指标"]


def test_what_a_function_logged_is_found_by_its_name(city_apart: City, law: LawTime) -> None:
    left_alone.play(Driven(city_apart.described), Remembered())
    for function, said in (("sweep_deadlines", "deadlines swept"), ("enforce_deadline", "deadlines enforced")):
        assert said in {json.loads(line)["message"] for line in last_of(city_apart.described, function)}
    with pytest.raises(NoSuchFunction):
        last_of(city_apart.described, "sweep_streets")


def test_a_card_that_was_rescinded_stays_with_all_that_was_said(city_apart: City, law: LawTime) -> None:
    told = Remembered()
    case = left_alone.play(Driven(city_apart.described), told)["case_id"]
    supervisor = staff(city_apart, "supervisor")
    asked = {"month": "2026-10", "rule": "promise_exceeded", "status": "rescinded", "limit": "100"}
    listed = supervisor.get("/v1/supervision/cards", **asked)["cards"]
    card = supervisor.get(f"/v1/supervision/cards/{next(one['card_id'] for one in listed if one['case_id'] == case)}")
    assert [said["staff_no"] for said in (card["explanation"], card["rescission"])] == [
        city_apart.staff("examiner")["staff_no"],
        city_apart.staff("supervisor")["staff_no"],
    ]
