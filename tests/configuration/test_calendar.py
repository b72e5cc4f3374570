"""The document `calendar`: notices and closures as a city publishes them. Those here are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.configuration.calendar_document import WorkingDays
from chalicelib.configuration.rules import described, read
from chalicelib.configuration.service import ConfigurationService
from chalicelib.deadlines.service import calendars_of, due_on, shipped
from chalicelib.shared.errors import Invalid
from chalicelib.wiring.configuration import configuration_service
from tests.configuration.cloud import Client
from tests.configuration.memory import MemoryConfiguration
from tests.configuration.people import PEOPLE
from tests.deadlines.test_city import CLOSED, NOTICE_2027
from tests.fakes import FakeClock

PATH = "/v1/configuration/calendar"
PERIOD = {"name": "国庆节", "off": ["2026-10-08"], "working": []}
NOTICE: dict[str, Any] = {"year": 2026, "notice": "示例通知，非真实文号", "periods": [PERIOD]}


def refused(content: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Invalid, match="configuration_invalid") as wrong:
        read(WorkingDays, content)
    return [(fault.pointer, fault.code) for fault in wrong.value.faults]


def test_nothing_published_is_the_shipped_calendar() -> None:
    assert calendars_of(WorkingDays()).whole is shipped()


@pytest.mark.parametrize(
    ("notices", "pointer", "code"),
    [
        ({}, "", "wrong_type"),
        (["2027"], "/0", "wrong_type"),
        ([NOTICE] * 11, "", "too_long"),
        ([{}], "/0/year", "required"),
        ([NOTICE | {"years": 1}], "/0/years", "unknown_field"),
        ([NOTICE | {"year": "2026"}], "/0/year", "wrong_type"),
        ([NOTICE | {"year": 2003}], "/0/year", "out_of_range"),
        ([NOTICE | {"year": 2100}], "/0/year", "out_of_range"),
        ([NOTICE | {"notice": ""}], "/0/notice", "too_short"),
        ([NOTICE | {"notice": "\u3000"}], "/0/notice", "wrong_pattern"),
        ([NOTICE | {"periods": []}], "/0/periods", "too_short"),
        ([NOTICE | {"periods": [PERIOD | {"off": "2026-10-08"}]}], "/0/periods/0/off", "wrong_type"),
        ([NOTICE | {"periods": [PERIOD | {"off": ["10-08"]}]}], "/0/periods/0/off/0", "wrong_pattern"),
        ([NOTICE | {"periods": [PERIOD | {"off": ["2026-10-08/"]}]}], "/0/periods/0/off/0", "wrong_pattern"),
        ([NOTICE | {"periods": [PERIOD | {"off": ["2026-10-08\n"]}]}], "/0/periods/0/off/0", "wrong_pattern"),
        ([NOTICE | {"periods": [PERIOD | {"off": ["2026-02-30"]}]}], "/0/periods/0/off/0", "not_a_date"),
        (
            [NOTICE | {"periods": [PERIOD | {"working": ["2026-10-08"]}]}],
            "/0/periods/0/working/0",
            "working_day_also_off",
        ),
        ([NOTICE_2027 | {"year": 2028}], "/0/year", "calendar_gap"),
    ],
)
def test_a_wrong_notice_is_named_by_its_place(notices: object, pointer: str, code: str) -> None:
    assert (f"/content/notices{pointer}", code) in refused({"notices": notices})


@pytest.mark.parametrize(
    ("closure", "pointer", "code"),
    [
        ({"division_code": "530102"}, "division_code", "wrong_pattern"),
        ({"division_code": "03010200000x"}, "division_code", "wrong_pattern"),
        ({"division_code": "５３０１０２００００００"}, "division_code", "wrong_pattern"),
        ({"from": "2026-02-30"}, "from", "not_a_date"),
        ({"from": "0000-01-01"}, "from", "wrong_pattern"),
        ({"to": "2026-11-22"}, "to", "span_reversed"),
        ({"to": "2029-11-22"}, "to", "closure_too_long"),
        ({"reason": " "}, "reason", "wrong_pattern"),
        ({"basis": "字" * 201}, "basis", "too_long"),
    ],
)
def test_a_wrong_closure_is_named_by_its_place(closure: dict[str, str], pointer: str, code: str) -> None:
    assert refused({"closures": [CLOSED, CLOSED | closure]}) == [(f"/content/closures/1/{pointer}", code)]


def test_a_list_of_records_may_be_empty_and_says_what_a_record_is() -> None:
    assert read(WorkingDays, {"notices": [], "closures": []}) == WorkingDays()
    for one in described(WorkingDays):
        assert one["shape"]["required"] == [*one["shape"]["properties"]]


def test_what_a_city_publishes_is_what_days_are_reckoned_by(cloud: None) -> None:
    call = Client(PEOPLE)
    whole = {"notices": [NOTICE_2027], "closures": [CLOSED]}
    draft = call("PUT", PATH, {"content": whole}, "S-1", if_match='"0"')
    assert (draft.status, draft.body["content"]) == (200, whole)
    version = f"{PATH}/versions/{draft.body['number']}"
    call("POST", f"{version}/audit", {"passed": True}, "S-3")
    assert call("POST", f"{version}/publication", None, "S-4").status == 201
    calendars = calendars_of(configuration_service().document("calendar"))
    assert due_on(date(2026, 12, 31), 1, "WD", calendar=calendars.whole) == date(2027, 1, 4)
    assert due_on(date(2026, 11, 20), 1, "WD", calendar=calendars.of("530102001000")) == date(2026, 11, 25)
    assert call("GET", PATH, by="S-3").body["content"] == whole
    call("POST", f"{version}/withdrawal", {"reason": "文号有误"}, "S-4")
    assert calendars_of(configuration_service().document("calendar")).whole is shipped()


def test_every_fault_has_its_wording(cloud: None) -> None:
    content = {"notices": [NOTICE_2027 | {"year": 2028}], "closures": [CLOSED | {"to": "2026-11-01"}]}
    answer = Client(PEOPLE)("PUT", PATH, {"content": content}, "S-1", if_match='"0"')
    told = {fault["pointer"]: fault["detail"] for fault in answer.body["errors"]}
    assert "2027" in told["/content/notices/0/year"]
    assert "早于" in told["/content/closures/0/to"]


def test_the_content_of_an_edition_is_read_once_and_not_with_the_rest() -> None:
    store, clock = Counting(), FakeClock()
    service = ConfigurationService(store, clock)
    store.numbers["calendar"] = 3
    first = service.document("calendar")
    service.forget()
    assert service.document("calendar") is first
    assert (store.queries, store.read) == (2, [3])
    store.numbers["calendar"] = 4
    service.forget()
    assert service.document("calendar") is not first
    assert store.read == [3, 4]


class Counting(MemoryConfiguration):
    """Remembers which editions were read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[int] = []

    def edition(self, document: str, number: int) -> Any:
        self.read.append(number)
        return super().edition(document, number)
