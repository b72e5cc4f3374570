"""The journeys of `make story`, over HTTP on the deployed artifact."""

from __future__ import annotations

import pytest

from infra.local.story import at_window, new_item, old_age_allowance, on_behalf, residence_permit, to_follow
from infra.local.story.city import City as Driven
from infra.local.story.telling import Remembered
from tests.city import City

pytestmark = pytest.mark.deployed


def test_a_residence_permit_goes_from_log_in_to_conclusion(city: City) -> None:
    told = Remembered()
    ended = residence_permit.play(Driven(city.described), told)
    assert (ended["status"], ended["result"]) == ("concluded", "grant")
    assert [entry["type"] for entry in told.timelines[0]["entries"]] == [
        "case.submitted",
        "case.correction_requested",
        "case.resubmitted",
        "case.accepted",
        "case.task_completed",
        "case.decided",
        "case.concluded",
    ]


def test_an_old_age_allowance_is_decided_in_its_submission(city: City) -> None:
    told = Remembered()
    ended = old_age_allowance.play(Driven(city.described), told)
    assert (ended["status"], ended["result"]) == ("concluded", "grant")
    entries = told.timelines[0]["entries"]
    assert [(entry["type"], entry["by"]) for entry in entries] == [
        ("case.submitted", "申请人"),
        ("case.accepted", "系统"),
        ("case.decided", "系统"),
        ("case.concluded", "系统"),
    ]


def test_an_authorised_friend_applies_and_is_stopped_and_the_owner_sees_it_all(city: City) -> None:
    told = Remembered()
    ended = on_behalf.play(Driven(city.described), told)
    assert ended["status"] == "withdrawn"
    by_agent = {"by": "代办人", "agent": "李*", "on_behalf_of": "王*"}
    submitted, withdrawn = told.timelines[0]["entries"]
    assert submitted["type"] == "case.submitted"
    assert {name: submitted[name] for name in by_agent} == by_agent
    assert (withdrawn["type"], withdrawn["by"]) == ("case.withdrawn", "申请人")
    assert "agent" not in withdrawn
    outcomes = {what.partition(" · ")[0]: outcome for _who, what, outcome in told.steps}
    assert outcomes["查询谁看过自己的信息"].startswith(f"工号 {city.staff('clerk')['staff_no']},办理办件")
    assert outcomes["再次打开该办件"].startswith("404 ")


def test_an_item_is_written_mended_published_found_printed_and_applied_for_again_and_again(city: City) -> None:
    for _ in range(2):
        told = Remembered()
        assert new_item.play(Driven(city.described), told)["status"] == "submitted"
        outcomes = {what.partition(" · ")[0]: outcome for _who, what, outcome in told.steps}
        assert "其他相关材料" in outcomes["起草“养犬登记”"]
        assert outcomes["试图审核通过"].startswith("422 ")
        assert outcomes["写明材料名称"] == "要素校验发现 0 处"
        assert outcomes["查找“养全登记”(写错一个字)"].endswith("similar")
        assert outcomes["查找“yqdj”"].endswith("pinyin")
        assert "本市已掌握:居民身份证" in outcomes["得到一次性告知单"]
        _a_material_follows_and_the_result_is_handed_over_against_a_signature(city)


def _a_material_follows_and_the_result_is_handed_over_against_a_signature(city: City) -> None:
    """With the item that was just published."""
    told = Remembered()
    assert to_follow.play(Driven(city.described), told)["status"] == "served"
    kinds = [entry["type"] for entry in told.timelines[0]["entries"]]
    assert kinds[:3] == ["case.submitted", "case.accepted", "case.supplemented"]
    assert kinds[-3:] == ["case.decided", "case.concluded", "case.served"]
    outcomes = {what.partition(" · ")[0]: outcome for _who, what, outcome in told.steps}
    assert "犬只正面照片" in outcomes["提交前预检"]
    assert outcomes["作出准予决定"].startswith("依据授权书 ")
    assert "容缺受理承诺书 " in outcomes["查看全部文书"]


def test_who_applies_at_a_window_finds_the_case_on_their_phone(city: City) -> None:
    told = Remembered()
    ended = at_window.play(Driven(city.described), told)
    assert (ended["status"], ended["channel"]) == ("withdrawn", "window")
    submitted, withdrawn = told.timelines[0]["entries"]
    assert (submitted["by"], submitted["channel"]) == ("工作人员", "window")
    assert (withdrawn["by"], withdrawn["channel"]) == ("申请人", "miniprogram")
    outcomes = {what.partition(" · ")[0]: outcome for _who, what, outcome in told.steps}
    assert outcomes["打印收件凭证"].startswith("文书编号 receipt-")
