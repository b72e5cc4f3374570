"""The summary over its route: who may see what, and what a period is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import pytest

from app import handler
from chalicelib import wiring
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.change import Change
from chalicelib.shared.http import use_authenticator
from chalicelib.supervision.figures.items import Group, ItemSums
from chalicelib.supervision.ports import Listed
from chalicelib.supervision.schemas import Summary
from chalicelib.supervision.service import SummaryRequest, SupervisionService
from chalicelib.supervision.table.items import ItemCounterTable
from chalicelib.wiring import identity as identity_wiring
from chalicelib.wiring import supervision as supervision_wiring
from tests.builders import an_event, but
from tests.supervision.cases import a_life, an_act, passed
from tests.supervision.memory import MemoryCity, MemoryCounters

PANLONG = "530103000000"
PERIOD = "from=2026-11-20&to=2026-11-21"


def watcher(*divisions: str, role: Role = Role.SUPERVISOR, departments: tuple[str, ...] = ("*",)) -> Caller:
    return Caller(kind="staff", id="s", posts=(Post(frozenset({role}), departments, divisions),))


PEOPLE = {
    "city": watcher("530100000000"),
    "auditor": watcher("*", role=Role.AUDITOR),
    "wuhua": watcher("530102000000", departments=("09",)),
    "two posts": but(watcher(), posts=(*watcher("530102000000", departments=("10",)).posts, *watcher(PANLONG).posts)),
    "nowhere": watcher(),
    "clerk": watcher("530102000000", role=Role.CLERK),
    "citizen": Caller(kind="citizen", id="c", level=4),
}


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: Any


Ask = Callable[[str, str | None], Answer]


def _known(token: str) -> Caller:
    return PEOPLE[token]


@pytest.fixture
def ask(tables: Any) -> Iterator[Ask]:
    """Asks for a summary, as one of the people above."""
    for factory in (wiring.committer, supervision_wiring.supervision_service):
        factory.cache_clear()
    service = supervision_wiring.supervision_service()
    panlong = {"division_code": "530103000000", "channel": "miniprogram"}
    declined = an_act("case.declined", "submitted", "declined", **panlong)
    for act in (*a_life(), *a_life(**panlong)[:1], declined, passed(department="10")):
        service.count(act)
    use_authenticator(_known)
    yield _asked
    use_authenticator(lambda token: identity_wiring.identity_service().authenticate(token))


def _asked(query: str, by: str | None) -> Answer:
    headers = {"authorization": f"Bearer {by}"} if by else {}
    answer = handler(an_event("GET", "/v1/supervision/summary", headers=headers, query=parse_qs(query)), None)
    return Answer(answer["statusCode"], json.loads(answer["body"]))


def statuses(answer: Answer) -> dict[str, int]:
    assert answer.status == 200, answer.body
    return {entry["status"]: entry["entered"] for entry in answer.body["statuses"]}


def test_a_summary_tells_statuses_and_figures(ask: Ask) -> None:
    answer = ask(f"{PERIOD}", "city")
    Summary.model_validate(answer.body)
    assert statuses(answer) == {
        "accepted": 1,
        "concluded": 1,
        "correction_requested": 1,
        "decided": 1,
        "declined": 1,
        "examining": 1,
        "submitted": 3,
    }
    figures = {figure["name"]: figure for figure in answer.body["figures"]}
    assert figures["acceptance_rate"] == {
        "name": "acceptance_rate",
        "title": "受理率",
        "definition": "期间受理的办件（含逾期未告知、视为受理的）÷ 期间新提交的办件",
        "definition_version": 2,
        "unit": "percent",
        "period": {"from": "2026-11-20", "to": "2026-11-21"},
        "numerator": 1,
        "denominator": 2,
        "value": 50.0,
    }
    told = {
        name: figures[name]["value"] for name in ("on_time_rate", "early_rate", "handling_speed_up", "average_days")
    }
    assert told == {"on_time_rate": 50.0, "early_rate": 100.0, "handling_speed_up": 80.0, "average_days": 4.0}


def test_a_period_without_cases_has_figures_that_are_null(ask: Ask) -> None:
    answer = ask("from=2025-01-01&to=2025-01-01", "city")
    assert statuses(answer) == {}
    assert {figure["value"] for figure in answer.body["figures"]} == {None}
    assert value(ask("from=2025-01-01&to=2025-01-02", "city"), "daily_conclusions") == 0.0


def test_a_daily_mean_is_over_the_working_days_that_are_over_or_today(tables: Any) -> None:
    """Monday to Friday, read on Wednesday, and on the Sunday before."""
    for day, days in ((date(2026, 11, 18), 3), (date(2026, 11, 23), 5), (date(2026, 11, 15), 0)):
        service = SupervisionService(MemoryCounters(), ItemCounterTable(), MemoryCity(day), wiring.committer())
        asked = SummaryRequest(date(2026, 11, 16), date(2026, 11, 20))
        summary = service.summary(asked, but(PEOPLE["auditor"], reach=Reach.OFFICE))
        (daily,) = (figure for figure in summary["figures"] if figure["name"] == "daily_conclusions")
        assert daily["denominator"] == days


@pytest.mark.parametrize(
    ("narrowed", "submitted"),
    [
        ("", 3),
        ("&division=530102000000", 2),
        ("&division=530103000000", 1),
        ("&channel=miniprogram", 1),
        ("&item=000109001000", 3),
        ("&item=000109001001", 0),
        ("&channel=miniprogram&division=530102000000", 0),
        ("&department=09", 3),
        ("&department=10", 0),
        ("&department=09&division=530103000000", 1),
    ],
)
def test_a_summary_can_be_narrowed(ask: Ask, narrowed: str, submitted: int) -> None:
    answer = ask(f"{PERIOD}{narrowed}", "auditor")
    assert statuses(answer).get("submitted", 0) == submitted


def value(answer: Answer, name: str) -> Any:
    return next(figure["value"] for figure in answer.body["figures"] if figure["name"] == name)


def test_a_supervisor_sees_their_departments_only(ask: Ask) -> None:
    """What ran out was another department's."""
    assert value(ask(PERIOD, "city"), "on_time_rate") == 50.0
    assert value(ask(PERIOD, "wuhua"), "on_time_rate") == 100.0
    assert ask(f"{PERIOD}&department=10", "wuhua").status == 404
    assert value(ask(f"{PERIOD}&department=10", "city"), "on_time_rate") == 0.0


@pytest.mark.parametrize(
    ("narrowed", "submitted"),
    [
        ("", 1),
        ("&department=09", 1),
        ("&department=10", 0),
        ("&division=530103000000", 1),
        ("&division=530103000000&department=09", 1),
        ("&division=530102000000", 0),
        ("&division=530102000000&department=09", None),
        ("&division=530100000000", None),
    ],
)
def test_whoever_has_two_posts_asks_for_what_either_reaches(ask: Ask, narrowed: str, submitted: int | None) -> None:
    """One department in Wuhua, and everything in Panlong."""
    answer = ask(f"{PERIOD}{narrowed}", "two posts")
    if submitted is None:
        assert (answer.status, answer.body["code"]) == (404, "division_not_found")
    else:
        assert statuses(answer).get("submitted", 0) == submitted


def denominator(answer: Answer, name: str) -> Any:
    return next(figure["denominator"] for figure in answer.body["item_figures"] if figure["name"] == name)


@pytest.mark.parametrize(
    ("who", "narrowed", "found"),
    [
        ("city", "", 3),
        ("wuhua", "", 1),
        ("city", "&division=530102000000", 2),
        ("city", "&division=530102001000", 2),
        ("city", "&department=10", 1),
        ("city", "&department=09&division=530103000000", 1),
        ("city", "&item=a", 1),
        ("wuhua", "&item=b", 0),
        ("city", "&item=c", 0),
    ],
)
def test_items_are_those_that_are_published_there(ask: Ask, who: str, narrowed: str, found: int) -> None:
    groups = {
        "a": Group("09", ("530102000000",)),
        "b": Group("10", ("530102000000", "530103000000")),
        "d": Group("09", ("530103000000",)),
    }
    table = ItemCounterTable()
    for code, group in groups.items():
        after = Listed(code, 1, group, ItemSums(1))
        wiring.committer().commit(lambda after=after: Change(table.relist(Listed(after.item_code), after)), None)
    assert denominator(ask(f"{PERIOD}{narrowed}", who), "online_items") == found


def test_a_supervisor_sees_their_divisions_only(ask: Ask) -> None:
    assert statuses(ask(f"{PERIOD}", "wuhua"))["submitted"] == 2
    within = ask(f"{PERIOD}&division=530102001000", "wuhua")
    assert statuses(within) == {}
    beyond = ask(f"{PERIOD}&division=530103000000", "wuhua")
    assert (beyond.status, beyond.body["code"]) == (404, "division_not_found")
    above = ask(f"{PERIOD}&division=530100000000", "wuhua")
    assert above.status == 404


@pytest.mark.parametrize(("who", "status"), [("clerk", 403), ("citizen", 403), ("nowhere", 404), (None, 401)])
def test_others_see_nothing(ask: Ask, who: str | None, status: int) -> None:
    assert ask(f"{PERIOD}", who).status == status


@pytest.mark.parametrize(
    ("query", "code", "pointer"),
    [
        ("from=2026-11-21&to=2026-11-20", "period_reversed", "?to"),
        ("from=2026-01-01&to=2026-04-03", "period_too_long", "?to"),
        ("from=2026-02-30&to=2026-03-01", "not_a_date", "?from"),
        ("from=1795222800&to=2026-03-01", "not_a_date", "?from"),
        ("to=2026-03-01", "required", "?from"),
        (f"{PERIOD}&division=5301", "wrong_pattern", "?division"),
        (f"{PERIOD}&colour=red", "unknown_field", "?colour"),
        ("first=2026-11-20&last=2026-11-21", "required", "?from"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(ask: Ask, query: str, code: str, pointer: str) -> None:
    answer = ask(f"{query}", "city")
    assert answer.status == 422
    assert (pointer, code) in {(fault["pointer"], fault["code"]) for fault in answer.body["errors"]}


def test_ninety_two_days_are_not_too_many(ask: Ask) -> None:
    assert ask("from=2026-09-01&to=2026-12-01", "city").status == 200
