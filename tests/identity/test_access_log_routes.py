"""The access log over its routes: who may see it, and what a real case leaves in it. In process, on moto's tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.catalogue.imports.rows import content_of
from chalicelib.identity import schemas
from chalicelib.identity.persons.records import NAME_SEAL, NUMBER_SEAL, unknown_person
from chalicelib.identity.rules import Level
from chalicelib.shared.access import Caller, Post, Role, system
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import civil_date
from chalicelib.staff.departments import Described
from chalicelib.wiring import catalogue, identity, staff
from tests.catalogue.samples import row
from tests.configuration.cloud import Client, wired
from tests.configuration.people import AUDITOR, EDITOR, OTHER_AUDITOR

DIVISION, DEPARTMENT = "530100000000", "12"
ITEM = row("S089")["item_code"]  # asks for no form, no answers and no materials
PEOPLE = {"张三": ("P-1", "11010519491231002X"), "李四": ("P-2", "110101199003074514")}
CITIZENS = {person_id: Caller("citizen", person_id, level=2) for person_id, _ in PEOPLE.values()}
STAFF = {
    number: Caller("staff", number, posts=posts, channel="window")
    for number, posts in {
        "W0001": (Post(frozenset({Role.CLERK}), (DEPARTMENT,), ("*",)),),
        "W0002": (Post(frozenset({Role.CLERK}), (DEPARTMENT,), ("*",), stands_in_for="W0009"),),
        "W0003": (Post(frozenset({Role.CLERK}), ("09",), ("*",)),),
        "A0001": (Post(frozenset({Role.AUDITOR})),),
        **{str(role): (Post(frozenset({role}), ("*",), ("*",)),) for role in Role},
    }.items()
}
MINE, SEARCH = "/v1/me/access-log", "/v1/access-log"


@pytest.fixture
def call(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    with wired(monkeypatch):
        _people()
        _item()
        staff.departments().register(DEPARTMENT, Described("司法局", None, ()), system("test"), None)
        yield Client({**CITIZENS, **STAFF})


def _people() -> None:
    sealer = wiring.sealer()
    records = [
        unknown_person(person_id, "salt")._replace(
            level=Level.NAME_NUMBER,
            name=sealer.seal("salt", name, NAME_SEAL),
            resident_id=sealer.seal("salt", number, NUMBER_SEAL),
        )
        for name, (person_id, number) in PEOPLE.items()
    ]
    wiring.committer().commit(lambda: Change(tuple(map(identity.identity_table().save_person, records))), None)


def _item() -> None:
    catalogue.catalogue_desk().save_draft(ITEM, content_of(row("S089")), 0, EDITOR)
    catalogue.catalogue_desk().audit(ITEM, 1, None, AUDITOR, None)
    catalogue.catalogue_desk().publish(ITEM, 1, OTHER_AUDITOR, None)


def submitted(call: Client, person_id: str) -> dict[str, Any]:
    begun = call("POST", "/v1/cases", {"item_code": ITEM, "division_code": DIVISION}, person_id)
    assert begun.status == 201, begun.body
    case = call("POST", f"/v1/cases/{begun.body['case_id']}/submission", {}, person_id)
    assert case.status == 201, case.body
    return dict(case.body)


def searched(**asked: str) -> str:
    today = civil_date(datetime.now(UTC)).isoformat()
    said = {"from": today, "to": today, **asked}
    return f"{SEARCH}?" + "&".join(f"{name}={value}" for name, value in said.items())


def test_a_citizen_sees_who_opened_their_case(call: Client) -> None:
    case = submitted(call, "P-1")
    path = f"/v1/cases/{case['case_id']}"
    for reader, part in (("W0001", ""), ("W0001", "/materials"), ("W0002", "")):
        assert call("GET", path + part, by=reader).status == 200
    assert call("GET", path, by="W0003").status == 404
    mine = call("GET", MINE, by="P-1")
    schemas.AccessLog.model_validate(mine.body)
    assert [(entry["who"]["staff_no"], entry["what"]["kind"]) for entry in mine.body["entries"]] == [
        ("W0002", "case"),
        ("W0001", "materials"),
        ("W0001", "case"),
    ]
    latest = mine.body["entries"][0]
    departments = [{"code": DEPARTMENT, "name": "司法局"}]
    assert latest["who"] == {"staff_no": "W0002", "departments": departments, "stands_in_for": "W0009"}
    assert latest["why"] == {
        "kind": "case",
        "id": case["case_id"],
        "wording": f"办理办件 {case['case_no']}",
        "case_no": case["case_no"],
    }
    assert call("GET", MINE, by="P-2").body == {"entries": [], "next_cursor": None}


def test_a_file_that_there_is_not_is_not_opened_whatever_it_is_called(call: Client) -> None:
    path = f"/v1/cases/{submitted(call, 'P-1')['case_id']}"
    for made_up in ("01KAJ5Y3ZQ0000000000000001", "张三13800000000"):
        refused = call("GET", f"{path}/materials/{made_up}/file", by="W0001")
        assert (refused.status, refused.body["code"]) == (404, "material_not_found")
    assert call("GET", MINE, by="P-1").body["entries"] == []


def test_what_the_applicant_reads_themselves_is_not_in_the_log(call: Client) -> None:
    case = submitted(call, "P-1")
    assert call("GET", f"/v1/cases/{case['case_id']}", by="P-1").status == 200
    assert call("GET", MINE, by="P-1").body["entries"] == []


def test_an_auditor_finds_what_a_reader_opened_and_sees_no_name(call: Client) -> None:
    for person_id in CITIZENS:
        call("GET", f"/v1/cases/{submitted(call, person_id)['case_id']}", by="W0001")
    found = call("GET", searched(reader="W0001"), by="A0001")
    schemas.AuditedAccessLog.model_validate(found.body)
    assert [entry["person_id"] for entry in found.body["entries"]] == ["P-2", "P-1"]
    assert not any(name in str(found.body) for name in PEOPLE)
    of_one = call("GET", searched(person="P-1"), by="A0001").body["entries"]
    assert [entry["who"]["staff_no"] for entry in of_one] == ["W0001"]
    assert call("GET", searched(reader="w0001"), by="A0001").body == found.body
    assert call("GET", searched(reader="W0002"), by="A0001").body["entries"] == []


def test_both_lists_go_on_where_the_page_before_ended(call: Client) -> None:
    path = f"/v1/cases/{submitted(call, 'P-1')['case_id']}"
    for _ in range(3):
        call("GET", path, by="W0001")
    for by, where in (("P-1", f"{MINE}?limit=2"), ("A0001", searched(reader="W0001", limit="2"))):
        first = call("GET", where, by=by).body
        second = call("GET", f"{where}&cursor={first['next_cursor']}", by=by).body
        ids = [entry["act_id"] for page in (first, second) for entry in page["entries"]]
        assert (len(first["entries"]), len(set(ids)), second["next_cursor"]) == (2, 3, None)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_nobody_searches_but_an_auditor(call: Client, role: Role) -> None:
    refused = call("GET", searched(reader="W0001"), by=str(role))
    assert (refused.status, refused.body["code"]) == (403, "not_permitted")


def test_citizens_do_not_search_staff_have_no_log_of_their_own_and_nobody_has_neither(call: Client) -> None:
    assert call("GET", searched(person="P-1"), by="P-1").status == 403
    assert call("GET", MINE, by="A0001").status == 403
    assert [call("GET", path).status for path in (MINE, searched(reader="W0001"))] == [401, 401]


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("from=2026-11-01&to=2026-11-02", "?reader", "reader_or_person_required"),
        ("reader=W0001&from=2026-11-02&to=2026-11-01", "?to", "period_reversed"),
        ("reader=W0001&from=2026-01-01&to=2026-04-03", "?to", "period_too_long"),
        ("reader=W0001&from=2026-01-01", "?to", "required"),
        ("reader=W0001&from=2026-13-01&to=2026-04-03", "?from", "not_a_date"),
        ("reader=W%23&from=2026-11-01&to=2026-11-02", "?reader", "wrong_pattern"),
        ("person=%20&from=2026-11-01&to=2026-11-02", "?person", "wrong_pattern"),
    ],
)
def test_a_search_that_cannot_be_carried_out_says_what_is_wrong(
    call: Client, query: str, pointer: str, code: str
) -> None:
    refused = call("GET", f"{SEARCH}?{query}", by="A0001")
    assert (refused.status, refused.body["code"]) == (422, "query_invalid")
    assert [(fault["pointer"], fault["code"]) for fault in refused.body["errors"]] == [(pointer, code)]


def test_a_cursor_that_is_none_of_ours_is_refused(call: Client) -> None:
    refused = call("GET", f"{MINE}?cursor=x", by="P-1")
    assert (refused.status, refused.body["code"]) == (400, "cursor_invalid")
