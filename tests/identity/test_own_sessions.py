"""Seeing and ending one's own log-ins, and what happened to one's account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Malformed, NotFound, Unauthenticated
from chalicelib.shared.paging import encode_cursor
from tests.identity.cities import LI, ZHANG, City


@pytest.fixture
def city() -> City:
    return City()


def logged_in(city: City, user: str, device: str | None = None) -> Caller:
    pair = city.citizen_log_in.open(city.wechat.issue(user), device)
    city.clock.move(timedelta(minutes=1))
    return city.service.authenticate(pair["access_token"])


def listed(city: City, caller: Caller) -> list[dict[str, Any]]:
    sessions: list[dict[str, Any]] = city.own_sessions.shown(caller)["sessions"]
    return sessions


def test_one_sees_where_one_is_logged_in(city: City) -> None:
    tablet, phone = logged_in(city, "zhang", "家里的平板"), logged_in(city, "zhang")
    logged_in(city, "li", "别人的手机")
    assert listed(city, phone) == [
        {
            "session_id": phone.session_id,
            "device": None,
            "channel": "miniprogram",
            "opened_at": "2026-11-21T01:01:00.000Z",
            "used_at": "2026-11-21T01:01:00.000Z",
            "expires_at": "2026-11-28T01:01:00.000Z",
            "current": True,
        },
        {
            "session_id": tablet.session_id,
            "device": "家里的平板",
            "channel": "miniprogram",
            "opened_at": "2026-11-21T01:00:00.000Z",
            "used_at": "2026-11-21T01:00:00.000Z",
            "expires_at": "2026-11-28T01:00:00.000Z",
            "current": False,
        },
    ]


def test_the_name_of_a_device_is_kept_sealed(city: City) -> None:
    logged_in(city, "zhang", "张三的手机")
    city.hire("W0001")
    city.staff_logs_in(device="三楼窗口")
    kept = repr(city.store.items)
    assert "张三的手机" not in kept
    assert "三楼窗口" not in kept


def test_the_sessions_of_all_accounts_of_one_person_are_one_list(city: City) -> None:
    first, second = city.verified("phone one", ZHANG), city.verified("phone two", ZHANG)
    both = {entry["session_id"] for entry in listed(city, first)}
    assert {first.session_id, second.session_id} <= both
    assert both == {entry["session_id"] for entry in listed(city, second)}
    city.own_sessions.end(first, second.session_id)
    assert second.session_id not in {entry["session_id"] for entry in listed(city, first)}


def test_a_token_from_before_the_verification_still_shows_its_own_session(city: City) -> None:
    city.verified("phone one", ZHANG)
    stale = city.citizen("phone two")
    city.verifications.verify(stale, *ZHANG, None)
    assert [entry["current"] for entry in listed(city, stale)] == [True]
    city.own_sessions.end(stale, stale.session_id)


def test_what_is_over_is_not_listed(city: City) -> None:
    idle = logged_in(city, "zhang")
    city.clock.move(timedelta(days=7))
    caller = logged_in(city, "zhang")
    assert [entry["session_id"] for entry in listed(city, caller)] == [caller.session_id]
    city.sessions.end(caller.session_id)
    assert listed(city, idle) == []


def test_an_ended_session_can_do_nothing_within_a_minute(city: City) -> None:
    pair = city.log_in("zhang")
    lost, mine = city.service.authenticate(pair["access_token"]), city.citizen("zhang")
    city.own_sessions.end(mine, lost.session_id)
    city.clock.move(timedelta(seconds=30))
    with pytest.raises(Unauthenticated, match="token_invalid"):
        city.service.authenticate(pair["access_token"])
    with pytest.raises(Unauthenticated, match="refresh_token_invalid"):
        city.sessions.refresh(pair["refresh_token"])


@pytest.mark.parametrize("session_id", ["", "x", "0" * 32, "A" * 32, "f" * 5000, "０" * 32])
def test_what_is_no_session_of_ones_own_is_not_found(city: City, session_id: str) -> None:
    with pytest.raises(NotFound, match="session_not_found"):
        city.own_sessions.end(city.citizen("zhang"), session_id)


def test_nobody_ends_or_sees_the_session_of_another(city: City) -> None:
    zhang, li = city.verified("zhang", ZHANG), city.verified("li", LI)
    city.hire("W0001")
    city.hire("W0002")
    one, two = (city.service.authenticate(city.staff_logs_in(no)["access_token"]) for no in ("W0001", "W0002"))
    for caller in (zhang, li, one, two):
        for other in {zhang.session_id, li.session_id, one.session_id, two.session_id} - {caller.session_id}:
            with pytest.raises(NotFound, match="session_not_found"):
                city.own_sessions.end(caller, other)
            assert other not in {entry["session_id"] for entry in listed(city, caller)}
            assert city.store.family(other)


def test_a_clerk_whose_number_is_the_id_of_an_account_does_not_have_its_sessions(city: City) -> None:
    zhang = city.citizen("zhang")
    for kind, name in (("staff", zhang.account_id), ("staff", zhang.id)):
        impostor = Caller(kind=kind, id=name, account_id=zhang.account_id)  # type: ignore[arg-type]
        assert listed(city, impostor) == []
        with pytest.raises(NotFound):
            city.own_sessions.end(impostor, zhang.session_id)


def test_staff_see_and_end_their_own(city: City) -> None:
    city.hire("W0001")
    desk, left_open = (
        city.service.authenticate(city.staff_logs_in(device=name)["access_token"]) for name in ("三楼窗口", "一楼窗口")
    )
    assert {entry["device"]: entry["current"] for entry in listed(city, desk)} == {"三楼窗口": True, "一楼窗口": False}
    city.own_sessions.end(desk, left_open.session_id)
    assert [entry["device"] for entry in listed(city, desk)] == ["三楼窗口"]


def test_one_reads_what_happened_to_ones_account_page_by_page(city: City) -> None:
    caller = city.verified("zhang", ZHANG)
    for _ in range(2):
        city.clock.move(timedelta(minutes=1))
        city.verifications.verify(caller, *ZHANG, None)
    first = city.account_events.shown(caller, 2, None)
    second = city.account_events.shown(caller, 2, first["next_cursor"])
    times = [entry["at"] for page in (first, second) for entry in page["entries"]]
    assert times == ["2026-11-21T01:02:00.000Z", "2026-11-21T01:01:00.000Z", "2026-11-21T01:00:00.000Z"]
    assert second["next_cursor"] is None
    (oldest,) = second["entries"]
    assert (oldest["type"], oldest["wording"]) == ("person.verified", "已完成实名认证")
    assert oldest["said"] == {"method": "name_number", "assurance_level": 2}


def test_nobody_reads_what_happened_to_another(city: City) -> None:
    city.verified("zhang", ZHANG)
    assert city.account_events.shown(city.citizen("li"), 20, None) == {"entries": [], "next_cursor": None}


@pytest.mark.parametrize("after", ["x", "1", "-0000001", "000000001", "0000000１"])
def test_a_cursor_that_we_did_not_write_is_refused(city: City, after: str) -> None:
    with pytest.raises(Malformed, match="cursor_invalid"):
        city.account_events.shown(city.citizen("zhang"), 20, encode_cursor({"after": after}))
