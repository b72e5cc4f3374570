"""Monthly reports over their routes and their function: what they hold, who sees what of it, and that they stay."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs

import boto3
import pytest

from app import handler
from chalicelib import wiring
from chalicelib.shared import act_table
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.shared.http import use_authenticator
from chalicelib.shared.objects import Bucket
from chalicelib.supervision.cards.records import Card, CardStatus
from chalicelib.supervision.figures import sums
from chalicelib.supervision.figures.items import Group, ItemSums
from chalicelib.supervision.ports import Listed
from chalicelib.supervision.reports.desk import Gathering, ReportDesk
from chalicelib.supervision.reports.words import LEVELS, STANDINGS, TITLES, UNITS
from chalicelib.supervision.schemas import MonthReport
from chalicelib.supervision.table.cards import CardTable
from chalicelib.supervision.table.counters import CounterTable
from chalicelib.supervision.table.items import ItemCounterTable
from chalicelib.supervision.table.reports import ReportTable
from chalicelib.wiring import identity as identity_wiring
from chalicelib.wiring import supervision as supervision_wiring
from functions.issue_reports.handler import handler as issue
from functions.issue_reports.handler import month_before
from tests.builders import an_event
from tests.fakes import FakeClock
from tests.supervision.cases import CLOCK, a_life, an_act, passed

OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 5, 1, tzinfo=UTC)
"""Nine in the morning of 5 November in Shanghai."""
PANLONG = {"division_code": "530103000000", "department": "10", "item_code": "b"}


def watcher(departments: tuple[str, ...], *divisions: str, role: Role = Role.SUPERVISOR) -> Caller:
    return Caller(kind="staff", id="s", posts=(Post(frozenset({role}), departments, divisions),))


PEOPLE = {
    "city": watcher(("*",), "*"),
    "auditor": watcher(("*",), "*", role=Role.AUDITOR),
    "wuhua": watcher(("09",), "530102000000"),
    "panlong": watcher(("*",), "530103000000"),
    "clerk": watcher(("*",), "*", role=Role.CLERK),
    "nowhere": watcher(("*",)),
    "citizen": Caller(kind="citizen", id="c", level=4),
}
Ask = Callable[..., tuple[int, Any]]


def a_card(number: str, division: str, department: str, issued_on: str = "2026-10-12") -> Card:
    told = {"rule": "time_left", "rule_version": 1, "level": "yellow", "case_id": "c", "case_no": "=1+1", "owner": "p"}
    place = {"item_code": "b", "division_code": division, "department": department, "channel": "h5", "staff_no": None}
    days = {"issued_at": f"{issued_on}T01:00:00.000Z", "issued_on": issued_on, "days": {}, "explanation_days": 5}
    return Card(card_id=number * 64, **told, **place, **days, evidence=(), status=CardStatus.ISSUED)  # type: ignore[arg-type]


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """Law time, by which a month is over or not."""
    clock = FakeClock(NOW)
    law_clock = LawClock(clock)
    monkeypatch.setattr(wiring, "law_clock", lambda: law_clock)
    monkeypatch.setattr(supervision_wiring, "law_clock", lambda: law_clock)
    return clock


@pytest.fixture
def ask(tables: Any, law: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Asks for a report; a month was counted, with a card in each of two offices and one of another month."""
    monkeypatch.setenv("ARCHIVE_BUCKET", "archive")
    region = {"LocationConstraint": "cn-north-1"}
    boto3.client("s3").create_bucket(Bucket="archive", CreateBucketConfiguration=region)  # type: ignore[arg-type]
    made = (wiring.committer, wiring.recorder, supervision_wiring.city, supervision_wiring.report_desk)
    for factory in (*made, supervision_wiring.supervision_service):
        factory.cache_clear()
    a_month()
    use_authenticator(lambda token: PEOPLE[token])
    yield _asked
    use_authenticator(lambda token: identity_wiring.identity_service().authenticate(token))
    for factory in (*made, supervision_wiring.supervision_service):
        factory.cache_clear()


def a_month() -> None:
    """Two offices with a life each in October, one of them late; and the first of November."""
    service = supervision_wiring.supervision_service()
    late = {**CLOCK, "on_time": False, "early": False, "passed": True, "used": 25, "corrections": 0}
    for day, act in enumerate(a_life(at=OCTOBER)[:-1]):
        service.count(an_act(*_step(act), at=OCTOBER + timedelta(days=3 * day), channel="h5"))
    service.count(an_act("case.concluded", "decided", "concluded", at=OCTOBER + timedelta(days=30), channel="h5"))
    for step in (("case.submitted", "draft", "submitted"), ("case.accepted", "submitted", "accepted")):
        service.count(an_act(*step, at=OCTOBER, **PANLONG))
    service.count(an_act("case.concluded", "decided", "concluded", at=OCTOBER, clock=late, **PANLONG))
    service.count(passed(at=OCTOBER, **PANLONG))
    service.count(an_act(at=OCTOBER + timedelta(days=31)))
    table, cards = ItemCounterTable(), CardTable()
    items = [Listed("a", 1, Group("09", ("530102000000",)), ItemSums(1, online=1, statutory_wd=20, promised_wd=5))]
    items.append(Listed("b", 1, Group("10", ("530103000000",)), ItemSums(1, statutory_wd=45, promised_wd=10)))
    commit = wiring.committer().commit
    for one in items:
        commit(lambda one=one: Change(table.relist(Listed(one.item_code), one)), None)
    for card in (a_card("1", "530102000000", "09"), a_card("2", "530103000000", "10")):
        commit(lambda card=card: Change(cards.save(None, card)), None)
    commit(lambda: Change(cards.save(None, a_card("3", "530103000000", "10", "2026-11-02"))), None)


def _step(act: Any) -> tuple[str, str, str]:
    return act.type, act.changes["status"]["from"], act.changes["status"]["to"]


def _asked(by: str | None, month: str = "2026-10", query: str = "", file: bool = False) -> tuple[int, Any]:
    headers = {"authorization": f"Bearer {by}"} if by else {}
    path = f"/v1/supervision/reports/{month}" + ("/file" if file else "")
    answer = handler(an_event("GET", path, headers=headers, query=parse_qs(query)), None)
    body = answer["body"]
    return answer["statusCode"], json.loads(body) if body.startswith("{") else body


def figure(report: Any, of: str, code: str, name: str) -> Any:
    (row,) = (row for row in report["rows"] if (row["of"], row["code"]) == (of, code))
    (found,) = (figure for figure in row["figures"] if figure["name"] == name)
    return found


def value(report: Any, of: str, code: str, name: str) -> Any:
    return figure(report, of, code, name)["value"]


def test_a_month_as_it_stands(ask: Ask) -> None:
    status, report = ask("city")
    assert status == 200, report
    MonthReport.model_validate(report)
    assert (report["issued_at"], report["sha256"], report["working_days"]) == (None, None, 18)
    assert [(row["of"], row["code"]) for row in report["rows"]] == [
        ("all", ""),
        ("division", "530102000000"),
        ("division", "530103000000"),
        ("department", "09"),
        ("department", "10"),
        ("item", "000109001000"),
        ("item", "b"),
    ]
    assert value(report, "all", "", "on_time_rate") == 50.0
    assert value(report, "division", "530103000000", "on_time_rate") == 0.0
    assert value(report, "item", "000109001000", "on_time_rate") == 100.0
    assert value(report, "all", "", "promised_speed_up") == 76.92
    assert value(report, "department", "09", "promised_speed_up") == 75.0
    assert value(report, "division", "530103000000", "promised_speed_up") == 77.78
    assert value(report, "all", "", "daily_conclusions") == 0.11
    assert [card["card_id"][0] for card in report["problems"]] in (["1", "2"], ["2", "1"])


def test_a_month_is_the_sum_of_its_days(ask: Ask) -> None:
    first = OCTOBER.date()
    days = [first + timedelta(days=offset) for offset in range(31)]
    each = [sums.together(sums.of_one(*row) for row in CounterTable().entered([day], None)) for day in days]
    whole = sums.together(each)
    (row,) = (row for row in ask("city")[1]["rows"] if row["of"] == "all")
    assert {entry["status"]: entry["entered"] for entry in row["statuses"]} == whole.by_status()
    assert sum(1 for day in each if day.steps) > 3


@pytest.mark.parametrize(
    ("who", "query", "divisions", "items", "cards"),
    [
        ("auditor", "", 2, 2, 2),
        ("wuhua", "", 1, 1, 1),
        ("panlong", "", 1, 1, 1),
        ("city", "division=530103000000", 1, 1, 1),
        ("city", "department=09", 1, 1, 1),
        ("panlong", "department=09", 0, 0, 0),
    ],
)
def test_everybody_sees_their_own(ask: Ask, who: str, query: str, divisions: int, items: int, cards: int) -> None:
    status, running = ask(who, query=query)
    issue({}, None)
    report = ask(who, query=query)[1]
    assert (status, bool(report["issued_at"])) == (200, True)
    rows = [row["of"] for row in report["rows"]]
    assert (rows.count("division"), rows.count("item"), len(report["problems"])) == (divisions, items, cards)
    assert figure(report, "all", "", "online_items")["denominator"] == items
    assert {**report, "issued_at": None, "sha256": None} == running
    MonthReport.model_validate(report)


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("clerk", "", 403),
        ("citizen", "", 403),
        (None, "", 401),
        ("nowhere", "", 404),
        ("wuhua", "division=530103000000", 404),
        ("wuhua", "department=10", 404),
        ("city", "colour=red", 422),
    ],
)
def test_others_see_nothing(ask: Ask, who: str, query: str, status: int) -> None:
    issue({}, None)
    assert [ask(who, query=query, file=file)[0] for file in (False, True)] == [status, status]


def test_a_month_that_has_not_begun_or_is_none_has_no_report(ask: Ask) -> None:
    for month in ("2026-12", "2026-13", "2026-1", "october", "0000-01"):
        for file in (False, True):
            status, body = ask("city", month, file=file)
            assert (status, body["code"]) == (404, "report_not_found"), month


def test_a_report_that_was_issued_stays_as_it_is(ask: Ask, law: FakeClock) -> None:
    running = ask("city")[1]
    issue({}, None)
    before, sheet = ask("city")[1], ask("city", file=True)
    assert {**before, "issued_at": None, "sha256": None} == running
    supervision_wiring.supervision_service().count(an_act(at=OCTOBER))
    law.move(timedelta(days=3))
    issue({}, None)
    assert len(list(act_table.acts_of("report#2026-10"))) == 1
    assert ask("city")[1] == before
    assert ask("city", file=True) == sheet
    assert ask("wuhua")[1]["issued_at"] == "2026-11-05T01:00:00.000Z"


def test_a_month_that_runs_has_the_working_days_until_today(ask: Ask, law: FakeClock) -> None:
    """Monday 2 to Thursday 5 November; on the first, a Sunday, none."""
    assert ask("city", "2026-11")[1]["working_days"] == 4
    law.move(timedelta(days=-4))
    sunday = ask("city", "2026-11")[1]
    assert (sunday["working_days"], value(sunday, "all", "", "daily_conclusions")) == (0, None)


class Overtaken:
    """`Problems` of a month whose report somebody else issues while they are read."""

    def of_month(self, month: str) -> list[Any]:
        supervision_wiring.report_desk().issue(month)
        return []


def test_of_two_who_issue_a_month_at_once_the_first_has_issued_it(ask: Ask) -> None:
    gathering = Gathering(CounterTable(), ItemCounterTable(), supervision_wiring.city(), Overtaken())
    second = ReportDesk(gathering, ReportTable(), Bucket("ARCHIVE_BUCKET"), wiring.recorder(), wiring.committer())
    assert second.issue("2026-10") == supervision_wiring.report_desk().issue("2026-10")
    assert len(list(act_table.acts_of("report#2026-10"))) == 1
    assert len(ask("city")[1]["problems"]) == 2


def test_its_act_names_what_was_issued(ask: Ask) -> None:
    issue({"month": "2026-10"}, None)
    sha = ask("city")[1]["sha256"]
    (act,) = act_table.acts_of("report#2026-10")
    assert verify_chain("report#2026-10", [act]).seq == 1
    assert (act.type, act.changes["sha256"], act.actor.id) == ("report.issued", sha, "monthly_report")
    stored = boto3.client("s3").get_object(Bucket="archive", Key=f"reports/2026-10/{sha}.json")
    assert sha256(stored["Body"].read()).hexdigest() == sha
    for part, digest in act.changes["sheets"].items():  # type: ignore[attr-defined]
        assert sha256(ask("city", query=f"part={part}", file=True)[1].encode()).hexdigest() == digest


def test_what_of_a_report_is_narrowed_is_made_of_what_was_issued(ask: Ask) -> None:
    before = ask("wuhua")[1]
    issue({}, None)
    supervision_wiring.supervision_service().count(an_act(at=OCTOBER))
    after = ask("wuhua")[1]
    assert {**after, "issued_at": None, "sha256": None} == before


def test_a_month_is_issued_when_it_is_over(ask: Ask, law: FakeClock) -> None:
    desk = supervision_wiring.report_desk()
    with pytest.raises(RuleViolation, match="month_not_over"):
        desk.issue("2026-11")
    with pytest.raises(NotFound):
        desk.issue("2026-12")
    law.move(timedelta(days=25))  # 30 November
    with pytest.raises(RuleViolation, match="month_not_over"):
        desk.issue("2026-11")
    law.move(timedelta(days=1))
    assert desk.issue("2026-11").month == "2026-11"


@pytest.mark.parametrize(("day", "month"), [("2026-11-05", "2026-10"), ("2026-01-31", "2025-12")])
def test_the_month_before(day: str, month: str) -> None:
    assert month_before(datetime.fromisoformat(day).date()) == month


def parsed(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize(("who", "issued"), [("city", False), ("city", True), ("wuhua", True)])
def test_the_sheet_says_what_the_report_says(ask: Ask, who: str, issued: bool) -> None:
    if issued:
        issue({}, None)
    report, rows = ask(who)[1], parsed(ask(who, file=True)[1])
    names = {"全部": "all", "区划": "division", "部门": "department", "事项": "item"}
    numbers = ("分子", "分母", "数值")
    found = [(names[r["范围"]], r["代码"], r["指标"], *(float(r[n]) if r[n] else None for n in numbers)) for r in rows]
    assert found == [
        (row["of"], row["code"], one["name"], one["numerator"], one["denominator"], one["value"])
        for row in report["rows"]
        for one in row["figures"]
    ]
    said = {one["name"]: one for one in report["definitions"]}
    assert all((r["名称"], r["单位代码"]) == (said[r["指标"]]["title"], said[r["指标"]]["unit"]) for r in rows)
    assert all(r["单位"] == UNITS[r["单位代码"]] for r in rows)
    meant = parsed(ask(who, file=True, query="part=definitions")[1])
    assert {r["指标"]: (r["口径"], int(r["口径版本"])) for r in meant} == {
        name: (one["definition"], one["definition_version"]) for name, one in said.items()
    }


def test_problems_have_a_sheet_of_their_own_and_no_cell_is_a_formula(ask: Ask) -> None:
    rows = parsed(ask("city", query="part=problems", file=True)[1])
    assert [row["办件编号"] for row in rows] == ["'=1+1"] * 2
    assert {row["监察牌"] for row in rows} == {"1" * 64, "2" * 64}
    assert {row["逾期未说明"] for row in rows} == {"否"}


@pytest.mark.parametrize("issued", [False, True])
def test_the_sheet_of_problems_says_what_the_report_says_in_words_and_codes(ask: Ask, issued: bool) -> None:
    if issued:
        issue({}, None)
    problems = ask("city")[1]["problems"]
    rows = parsed(ask("city", query="part=problems", file=True)[1])
    codes = ("监察牌", "规则代码", "等级代码", "状态代码")
    assert [tuple(row[head] for head in codes) for row in rows] == [
        tuple(one[field] for field in ("card_id", "rule", "level", "status")) for one in problems
    ]
    assert [(row["规则"], row["等级"], row["状态"]) for row in rows] == [
        (TITLES[one["rule"]], LEVELS[one["level"]], STANDINGS[one["status"]]) for one in problems
    ]
