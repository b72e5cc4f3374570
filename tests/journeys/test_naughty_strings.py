"""What people write comes back as they wrote it, byte for byte, and stands nowhere in clear text."""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

from infra.local.story import residence_permit
from infra.local.story.applying import add_material
from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import FORM, PDF, Person, refused
from tests.journeys.naughty import NAUGHTY

pytestmark = pytest.mark.deployed

LONG = 4000
EVERYTHING = "\n".join(NAUGHTY.values())
TO_THE_LIMIT = EVERYTHING + "𠮷" * (LONG - len(EVERYTHING))


@pytest.fixture(scope="module")
def draft(applicant: Person) -> str:
    return driving.draft(applicant)


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_a_form_keeps_what_was_written(applicant: Person, draft: str, text: str) -> None:
    version = applicant.get(f"/v1/cases/{draft}")["form_version"]
    form = {**FORM, "remarks": text, "residence_address": text[:95].ljust(5, "号")}
    saved = applicant.put(f"/v1/cases/{draft}/form", {"form": form}, version)
    assert saved["form"] == form
    assert applicant.get(f"/v1/cases/{draft}")["form"] == form


def test_a_draft_lists_its_files_by_the_names_that_they_were_given(applicant: Person) -> None:
    names = list(NAUGHTY.values())
    for batch in (names[:30], names[30:60], names[60:]):
        case = driving.draft(applicant)
        announced = [announce(applicant, case, name) for name in batch]
        assert [one["name"] for one in announced] == batch
        listed = applicant.get(f"/v1/cases/{case}/materials")["materials"]
        assert sorted(one["name"] for one in listed) == sorted(batch)


def announce(who: Person, case: str, name: str) -> dict[str, Any]:
    said = {"slot": "M01", "name": name, "content_type": PDF[0], "size": len(PDF[1])}
    another = hashlib.sha256(name.encode()).hexdigest()  # the same file twice would be one
    answer: dict[str, Any] = who.post(f"/v1/cases/{case}/materials", {**said, "sha256": another})
    return answer


def notice(who: Person, case: str, type_: str, field: str = "notice") -> Any:
    """What the timeline says with the act of that type."""
    entries = who.get(f"/v1/cases/{case}/timeline")["entries"]
    return next(entry[field] for entry in entries if entry["type"] == type_)


def test_a_correction_tells_what_the_clerk_wrote_and_the_form_survives_it(applicant: Person, clerk: Person) -> None:
    form = {**FORM, "remarks": NAUGHTY["a family"], "employer_name": NAUGHTY["SQL"]}
    case = driving.ready(applicant, form)
    add_material(applicant, case, "M04", *PDF)
    applicant.post(f"/v1/cases/{case}/submission")
    clerk.post(f"/v1/cases/{case}/correction-request", driving.correction(TO_THE_LIMIT))
    for who in (applicant, clerk):
        assert notice(who, case, "case.correction_requested") == TO_THE_LIMIT
    mended = {**form, "remarks": NAUGHTY["composed"]}
    applicant.put(f"/v1/cases/{case}/form", {"form": mended}, 0)
    applicant.post(f"/v1/cases/{case}/resubmission")
    for who in (applicant, clerk):
        assert who.get(f"/v1/cases/{case}")["form"] == mended
        assert notice(who, case, "case.correction_requested") == TO_THE_LIMIT


def test_reasons_are_told_as_they_were_written(
    applicant: Person, clerk: Person, examiner: Person, chief: Person
) -> None:
    declined, withdrawn, refused_ = (driving.submitted(applicant) for _ in range(3))
    clerk.post(f"/v1/cases/{declined}/declination", {**residence_permit.ELSEWHERE, "reasons": TO_THE_LIMIT})
    assert notice(applicant, declined, "case.declined") == TO_THE_LIMIT
    applicant.post(f"/v1/cases/{withdrawn}/withdrawal", {"reasons": TO_THE_LIMIT})
    assert notice(clerk, withdrawn, "case.withdrawn") == TO_THE_LIMIT
    clerk.post(f"/v1/cases/{refused_}/acceptance")
    task = f"/v1/desk/tasks/{refused_}-examine-1"
    examiner.post(f"{task}/claim")
    examiner.post(f"{task}/completion", {"outcome": "reject", "opinion": TO_THE_LIMIT})
    chief.post(f"/v1/cases/{refused_}/decision", {**residence_permit.REFUSED, "reasons": TO_THE_LIMIT})
    assert notice(applicant, refused_, "case.decided") == TO_THE_LIMIT
    assert notice(clerk, refused_, "case.task_completed", "opinion") == TO_THE_LIMIT
    entries = applicant.get(f"/v1/cases/{refused_}/timeline")["entries"]
    assert not any("opinion" in entry for entry in entries)


@pytest.mark.parametrize("longer", [TO_THE_LIMIT + "字", ""])
def test_beyond_the_limit_nothing_is_cut_but_refused(applicant: Person, clerk: Person, longer: str) -> None:
    case = driving.submitted(applicant)
    answer = clerk.ask("POST", f"/v1/cases/{case}/correction-request", driving.correction(longer))
    assert refused(answer) == (422, "body_invalid")
    assert applicant.get(f"/v1/cases/{case}")["status"] == "submitted"


CONTROLS = ["\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9f", "\ud800", "\udc00\ud800"]


@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
@pytest.mark.parametrize("field", ["remarks", "__proto__"])
def test_what_no_text_may_hold_is_named_and_not_stored(applicant: Person, draft: str, control: str, field: str) -> None:
    before = applicant.get(f"/v1/cases/{draft}")
    form = {**FORM, field: f"前{control}后"}
    answer = applicant.ask("PUT", f"/v1/cases/{draft}/form", {"form": form}, If_Match=f'"{before["form_version"]}"')
    assert refused(answer)[0] == 422
    assert f"/form/{field}" in [fault["pointer"] for fault in answer.json()["errors"]]
    assert applicant.get(f"/v1/cases/{draft}") == before


def test_a_field_of_ones_own_is_named_whatever_it_is_called(applicant: Person, draft: str) -> None:
    version = applicant.get(f"/v1/cases/{draft}")["form_version"]
    for name in (text for text in NAUGHTY.values() if text.isprintable()):
        form = {**FORM, name: "x"}
        answer = applicant.ask("PUT", f"/v1/cases/{draft}/form", {"form": form}, If_Match=f'"{version}"')
        assert refused(answer) == (422, "form_invalid")
        pointers = [fault["pointer"] for fault in answer.json()["errors"]]
        assert "/" + name.replace("~", "~0").replace("/", "~1") in pointers


@dataclass(frozen=True)
class Secrets:
    """A case whose every word is known, and when its life began (epoch milliseconds)."""

    texts: tuple[str, ...]
    case: str
    began: int


@pytest.fixture(scope="module")
def secrets(city: City, stranger: Person, clerk: Person, examiner: Person, chief: Person) -> Secrets:
    """A life of a case in which everybody writes something that can be found again."""
    began = time.time_ns() // 1_000_000
    mark = uuid.uuid4().hex
    written = {name: f"{name}{mark}" for name in ("address", "remarks", "file", "notice", "opinion", "reasons", "why")}
    phone = f"139{int(mark[:8], 16) % 10**8:08d}"
    form = {**FORM, "residence_address": written["address"], "remarks": written["remarks"], "phone": phone}
    case = driving.ready(stranger, form)
    announce(stranger, case, written["file"])
    stranger.post(f"/v1/cases/{case}/submission")
    clerk.post(f"/v1/cases/{case}/correction-request", driving.correction(written["notice"]))
    stranger.put(f"/v1/cases/{case}/form", {"form": form}, 0)
    stranger.post(f"/v1/cases/{case}/resubmission")
    clerk.post(f"/v1/cases/{case}/acceptance")
    examiner.get(f"/v1/cases/{case}")
    task = f"/v1/desk/tasks/{case}-examine-1"
    examiner.post(f"{task}/claim")
    examiner.post(f"{task}/completion", {"outcome": "reject", "opinion": written["opinion"]})
    chief.post(f"/v1/cases/{case}/decision", {**residence_permit.REFUSED, "reasons": written["reasons"]})
    for refused_ in ({"form": {**form, "phone": phone + "x"}}, {"form": {**form, mark: written["why"]}}):
        assert stranger.ask("PUT", f"/v1/cases/{case}/form", refused_).status_code in (409, 422)
    number = driving.resident_id(city, "赵六")
    return Secrets(("赵六", number, phone, mark, *written.values()), case, began)


def logged(city: City, since: int) -> Iterator[str]:
    """Everything that the cloud has logged since."""
    logs = city.client("logs")
    for group in logs.describe_log_groups()["logGroups"]:
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"], startTime=since)
        yield from (event["message"] for page in pages for event in page["events"])


def spelled(text: str) -> set[str]:
    """The ways in which a text may stand in a log or a table."""
    return {text, json.dumps(text)[1:-1], quote(text), repr(text.encode())[2:-1]}


def test_the_logs_know_that_it_happened_and_nothing_of_what_was_written(city: City, secrets: Secrets) -> None:
    lines = list(logged(city, secrets.began))
    assert sum('"message":"request"' in line for line in lines) > 20, "the log was read"
    assert any('"route":"/v1/cases/{case_id}/decision"' in line for line in lines)
    for text in secrets.texts:
        for spelling in spelled(text):
            assert not [line for line in lines if spelling in line], text


TABLES = ("ActsTable", "CasesTable", "IdempotencyTable", "IdentityTable", "StatisticsTable")


@pytest.mark.parametrize("table", TABLES)
def test_no_table_holds_it_in_clear_text(city: City, secrets: Secrets, table: str) -> None:
    """The whole of the local table is read here, which no code of the city may do."""
    pages = city.client("dynamodb").get_paginator("scan").paginate(TableName=city.resources[table])
    stored = [json.dumps(item, ensure_ascii=False) for page in pages for item in page["Items"]]
    assert table in ("IdempotencyTable", "IdentityTable", "StatisticsTable") or any(
        secrets.case in one for one in stored
    )
    for text in secrets.texts:
        for spelling in spelled(text):
            assert not [one for one in stored if spelling in one], text


def test_the_archive_and_the_queues_hold_ciphertext_only(city: City, secrets: Secrets) -> None:
    acts = driving.acts(city, f"case#{secrets.case}")
    assert len(acts) == 7
    told = "".join(act.canonical for act in acts)
    assert not [text for text in secrets.texts for spelling in spelled(text) if spelling in told]
