"""A case that is left alone, and the law happens: acts, deadlines, queue, and acts again, with the city's own cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.wiring import enforcement as wiring
from chalicelib.wiring import law_clock
from chalicelib.wiring.configuration import configuration_service
from functions.keep_deadlines.handler import handler as keep
from tests.cases.hall import HERE, Hall
from tests.cases.test_deadline_routes import published
from tests.deadlines.test_city import NOTICE_2027
from tests.enforcement.asked import allowed
from tests.enforcement.city import Enforcement
from tests.identity.api import Api
from tests.identity.conftest import api, served
from tests.identity.test_routes import answer_fits

__all__ = ["api", "served"]
LIMIT = {"value": 10, "unit": "WD", "rolls": True, "stages": [], "extension": None, "notes": None, "source": None}
MONDAY, DAY_AFTER, LONG_AFTER = date(2026, 3, 2), date(2026, 3, 10), date(2026, 8, 3)
Today = Callable[[date], None]


@pytest.fixture
def hall(api: Api) -> Hall:
    return Hall(api)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    """Law time goes to ten o'clock of a day in the city."""

    def move(day: date) -> None:
        then = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        monkeypatch.setattr(law_clock(), "shift", lambda: then - datetime.now(UTC))

    return move


@pytest.fixture
def enforcement(api: Api, tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Enforcement]:
    """Whatever it does, its roles let it."""
    made = Enforcement(tables, monkeypatch)
    yield made
    for role, asked in made.asked.items():
        assert asked - allowed(role) == set(), role


def handed_in(hall: Hall, own: str) -> str:
    """A licence's application, handed in with its one paper, and left alone."""
    item = hall.item(
        papers=True,
        item_type="administrative_licence",
        legal_regime="licensing_law",
        committed_limit=None,
        statutory_limit=LIMIT,
    )
    body = {"item_code": item, "division_code": HERE}
    case_id = str(hall.api.send("POST", "/v1/cases", body, token=own).body["case_id"])
    assert hall.scan(own, case_id).status == 200
    answer = hall.act(own, case_id, "submission")
    assert answer.status == 201, answer
    return case_id


def told(hall: Hall, token: str, case_id: str) -> tuple[str, list[str]]:
    """Its status, and the types of its acts."""
    status = hall.api.send("GET", f"/v1/cases/{case_id}", token=token).body["status"]
    timeline = hall.api.send("GET", f"/v1/cases/{case_id}/timeline", token=token).body
    return status, [entry["type"] for entry in timeline["entries"]]


@pytest.mark.parametrize("times", [1, 2])
def test_who_is_not_answered_in_five_working_days_is_accepted_by_law(
    hall: Hall, today: Today, enforcement: Enforcement, times: int
) -> None:
    today(MONDAY)
    own = hall.phone("张三")
    case_id = handed_in(hall, own)
    enforcement.relay(times=times)
    enforcement.midnight()
    assert told(hall, own, case_id)[0] == "submitted"
    today(DAY_AFTER)
    enforcement.midnight(times=times)
    status, types = told(hall, own, case_id)
    assert (status, types.count("case.deemed_accepted")) == ("accepted", 1)


def test_who_does_not_correct_in_time_gets_everything_back(hall: Hall, today: Today, enforcement: Enforcement) -> None:
    today(MONDAY)
    own, clerk = hall.phone("张三"), hall.staff("W0003", "clerk")
    case_id = handed_in(hall, own)
    asked = {"findings": [{"material": "M01", "reason": "缺签名页", "remedy": "补传签名页"}]}
    answer = hall.act(clerk, case_id, "correction-request", asked)
    assert answer.status == 201, answer
    enforcement.relay()
    today(LONG_AFTER)
    enforcement.midnight(times=2)
    status, types = told(hall, own, case_id)
    assert (status, types.count("case.returned")) == ("returned", 1)


def test_months_of_silence_end_in_the_same_and_leave_nothing_due(
    hall: Hall, today: Today, enforcement: Enforcement
) -> None:
    today(MONDAY)
    own = hall.phone("张三")
    case_id = handed_in(hall, own)
    enforcement.relay()
    today(LONG_AFTER)
    enforcement.midnight()
    assert told(hall, own, case_id)[0] == "accepted"
    assert list(wiring.enforcement_service().due()) == []


def test_a_message_that_cannot_be_carried_out_keeps_no_other_waiting(
    hall: Hall, today: Today, enforcement: Enforcement
) -> None:
    today(MONDAY)
    own = hall.phone("张三")
    case_id = handed_in(hall, own)
    enforcement.relay()
    today(DAY_AFTER)
    enforcement.sweep()
    poison = ["no json", "{}", '{"enforce":{"subject":"window#1","name":"acceptance"}}', '{"recompute":{"place":0}}']
    assert enforcement.enforce(*poison[:2], *enforcement.messages(), *poison[2:]) == poison
    assert told(hall, own, case_id)[0] == "accepted"


def test_an_act_that_cannot_be_read_keeps_only_its_own_case_waiting(enforcement: Enforcement) -> None:
    record = {"messageId": "m1", "body": "no act", "attributes": {"MessageGroupId": "case#1"}}
    assert keep({"Records": [record]}, None) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}


def test_a_day_that_nobody_can_tell_calls_somebody_and_the_notice_makes_it_a_day(
    hall: Hall, today: Today, enforcement: Enforcement, capsys: pytest.CaptureFixture[str]
) -> None:
    today(date(2026, 12, 30))
    own = hall.phone("张三")
    case_id = handed_in(hall, own)
    enforcement.relay()
    metric, warning = _said(capsys)
    assert (metric["CalendarMissing"], metric["service"]) == ([1.0], "enforcement")
    assert (warning["subject"], warning["deadlines"]) == (f"case#{case_id}", ["acceptance"])
    assert "张三" not in json.dumps(warning, ensure_ascii=False)
    published(notices=[NOTICE_2027])
    enforcement.relay(times=2)
    while bodies := enforcement.messages():
        assert enforcement.enforce(*bodies) == []
    acceptance = wiring.deadline_table().known(f"case#{case_id}").deadlines["acceptance"]
    assert not acceptance.provisional
    assert acceptance.next_at
    today(date(2027, 1, 20))
    enforcement.midnight()
    assert told(hall, own, case_id)[0] == "accepted"
    assert all(enforcement.asked.values())
    _is_reported(hall, f"case#{case_id}")


def test_an_act_that_comes_after_the_notice_is_reckoned_by_it_all_the_same(
    hall: Hall, today: Today, enforcement: Enforcement
) -> None:
    """Whoever went through the open cases did not find it: nobody followed it before."""
    today(date(2026, 12, 30))
    case_id = handed_in(hall, hall.phone("张三"))
    asked = {"findings": [{"material": "M01", "reason": "缺签名页", "remedy": "补传签名页"}]}
    assert hall.act(hall.staff("W0003", "clerk"), case_id, "correction-request", asked).status == 201
    published(notices=[NOTICE_2027])
    enforcement.relay(times=2)
    single = [body for body in enforcement.messages() if '"subject"' in body]
    assert enforcement.enforce(*single) == []
    correction = wiring.deadline_table().known(f"case#{case_id}").deadlines["correction"]
    assert (correction.provisional, bool(correction.next_at)) == (False, True)
    assert len(set(single)) == 1


def _is_reported(hall: Hall, subject: str) -> None:
    """What the notice brought is told to whoever watches the whole city, and to nobody else."""
    path = "/v1/supervision/recomputations/{release}"
    watcher, district = (
        hall.staff(number, "supervisor", division, department="*")
        for number, division in (("W0005", "530100000000"), ("W0006", HERE))
    )
    answer = hall.api.send("GET", path.format(release=configuration_service().release()), token=watcher)
    assert answer_fits("GET", path, answer.body), answer
    assert (answer.body["looked_at"], answer.body["all_asked"]) == (1, True)
    assert {row["subject"] for row in answer.body["rows"]} <= {subject}
    assert len(answer.body["rows"]) == answer.body["moved"]
    listed = hall.api.send("GET", "/v1/supervision/recomputations", token=watcher)
    assert answer_fits("GET", "/v1/supervision/recomputations", listed.body), listed
    newest = listed.body["recomputations"][0]
    assert newest == {name: answer.body[name] for name in newest}
    assert hall.api.send("GET", path.format(release=99), token=watcher).status == 404
    assert hall.api.send("GET", path.format(release=1), token=district).code == "recomputation_not_found"
    assert hall.api.send("GET", "/v1/supervision/recomputations", token=district).code == "recomputation_not_found"
    clerk = hall.staff("W0007", "clerk")
    for of in ("/v1/supervision/recomputations", path.format(release=1)):
        assert hall.api.send("GET", of, token=clerk).status == 403


def _said(capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The metric and the warning of a log."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    (metric,) = (line for line in lines if "CalendarMissing" in line)
    (warning,) = (line for line in lines if line.get("level") == "WARNING")
    return metric, warning
