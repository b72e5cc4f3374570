"""补正告知: everything at once, of what the item lists, once; the applicant reads it where it belongs."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.desk import correction
from chalicelib.cases.intake import submission
from chalicelib.cases.intake.fields import field_title
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import notice_context
from chalicelib.cases.records import Tolerance
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.status import reading, timeline
from chalicelib.shared.errors import Fault, Invalid, RuleViolation
from tests.cases import licences, scenes
from tests.cases.fakes import FakeItems, memory_parts

ADDRESS = {"field": "/address", "reason": "没有写门牌号", "remedy": "请写到门牌号"}
LEASE = scenes.FINDINGS[0]


def asked(parts: Parts, findings: list[dict[str, Any]], notice: str | None = None) -> str:
    case_id = scenes.submitted(parts)
    correction.request_correction(parts, scenes.clerk(), case_id, findings, notice, None)
    return case_id


def refused(findings: list[dict[str, Any]], parts: Parts | None = None) -> list[tuple[str, str]]:
    with pytest.raises(Invalid, match="body_invalid") as wrong:
        asked(parts or memory_parts(), findings)
    return [(fault.pointer, fault.code) for fault in wrong.value.faults]


def test_the_applicant_reads_every_finding_in_the_timeline_and_beside_what_is_to_be_corrected(parts: Parts) -> None:
    case_id = asked(parts, [LEASE, ADDRESS], "请一并补正。")
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert told["notice"] == "请一并补正。"
    assert [(one.get("material"), one.get("field"), one["name"]) for one in told["findings"]] == [
        ("lease", None, "居住地住址证明"),
        (None, "/address", "address"),
    ]
    assert (told["findings"][0]["reason"], told["findings"][0]["remedy"]) == (LEASE["reason"], LEASE["remedy"])
    shown = reading.full(parts, scenes.applicant(), case_id)
    assert shown["findings"] == told["findings"]
    assert shown["correction_due_on"] == told["due_on"] == "2026-12-11"


def test_once_corrected_nothing_is_left_to_correct() -> None:
    parts = memory_parts()
    case_id = asked(parts, [LEASE])
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    assert not reading.full(parts, scenes.applicant(), case_id).get("findings")


def test_a_correction_is_asked_for_once_however_much_is_wrong() -> None:
    parts = memory_parts()
    case_id = asked(parts, [LEASE])
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    with pytest.raises(RuleViolation, match="correction_already_requested"):
        correction.request_correction(parts, scenes.clerk(), case_id, [ADDRESS], None, None)


def test_in_the_open_there_are_places_alone_and_the_words_are_the_applicants() -> None:
    parts = memory_parts()
    case_id = asked(parts, [LEASE, ADDRESS, ADDRESS])
    changes = list(parts.cases.acts(f"case#{case_id}"))[-1].changes
    assert changes["findings"] == ["lease", "/address"]
    assert LEASE["reason"] not in str(changes)
    text = parts.sealer.open(parts.people.salt_of("person-zhang"), changes["findings_sealed"], notice_context(case_id))
    assert LEASE["reason"] in text


def test_what_is_in_no_list_of_the_item_may_not_be_asked_for() -> None:
    wrong = [
        {"material": "marriage_certificate", "reason": "缺少", "remedy": "请提交"},
        {"field": "/income", "reason": "缺少", "remedy": "请填写"},
        {"field": "/address/street", "reason": "缺少", "remedy": "请填写"},
        LEASE,
        {"reason": "不清楚", "remedy": "请改"},
        {**LEASE, "field": "/address"},
        {"material": "lease", "reason": " ", "remedy": ""},
    ]
    assert refused(wrong) == [
        ("/findings/0/material", "material_not_listed"),
        ("/findings/1/field", "field_not_listed"),
        ("/findings/2/field", "field_not_listed"),
        ("/findings/4", "finding_names_one"),
        ("/findings/5", "finding_names_one"),
        ("/findings/6/reason", "words_needed"),
        ("/findings/6/remedy", "words_needed"),
    ]


def test_what_the_city_holds_is_not_asked_for() -> None:
    case = licences.stored(parts := memory_parts(), scenes.submitted(parts))._replace(held={"id_card": "resident"})
    with pytest.raises(Invalid) as wrong:
        correction.requested(parts, case, scenes.clerk(), [{**LEASE, "material": "id_card"}], None)
    assert wrong.value.faults == (Fault("/findings/0/material", "material_held_by_city"),)


@pytest.mark.parametrize(
    ("tolerance", "told"), [(None, ["lease", "id_card"]), (Tolerance(("id_card",), "0" * 64), ["lease"])]
)
def test_the_city_adds_what_it_knows_to_be_missing_but_not_what_may_follow(tolerance: Any, told: list[str]) -> None:
    parts = memory_parts()
    case = licences.stored(parts, scenes.submitted(parts))
    lacking = tuple(material for material in case.materials if material.slot == "lease")
    case = case._replace(materials=lacking, tolerance=tolerance)
    _, act = correction.requested(parts, case, scenes.clerk(), scenes.FINDINGS, None)
    assert act.changes["findings"] == told


def test_the_words_of_the_city_say_that_they_are_its_own() -> None:
    parts = memory_parts()
    case = licences.stored(parts, scenes.submitted(parts))._replace(materials=())
    after, act = correction.requested(parts, case, scenes.clerk(), [ADDRESS], None, pre_review=True)
    assert act.changes["pre_review"] is True
    assert after.status is CaseStatus.CORRECTION_REQUESTED
    text = parts.sealer.open(
        parts.people.salt_of("person-zhang"), act.changes["findings_sealed"], notice_context(case.case_id)
    )
    assert text.count('"by":"system"') == 2


def test_while_no_calendar_tells_the_day_it_is_an_estimate() -> None:
    parts = memory_parts()
    licences.pass_days(parts, 30)
    case_id = asked(parts, [LEASE])
    case = licences.stored(parts, case_id)
    assert (case.correction_due_on, case.provisional) == ("2027-01-12", ("correction_due_on",))
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert told["detail"] == "请在 2027-01-12（暂定，以国务院办公厅公布的放假安排为准）（含当日）以前补正并重新提交。"


def test_an_old_request_without_findings_shows_none() -> None:
    parts = memory_parts()
    case_id = asked(parts, [LEASE])
    acts = list(parts.cases.acts(f"case#{case_id}"))

    class Old:
        def __getattr__(self, name: str) -> Any:
            return getattr(parts.cases, name)

        def acts(self, subject: str) -> Any:
            kept = {name: value for name, value in acts[-1].changes.items() if "findings" not in name}
            return iter([acts[0], acts[-1]._replace(changes=kept)])

    old = parts._replace(cases=Old())  # type: ignore[arg-type]
    assert reading.full(old, scenes.applicant(), case_id)["findings"] == []


SCHEMA = """{"type":"object","properties":{"a/b":{"title":"甲","type":"string"},
"people":{"type":"array","items":{"$ref":"#/$defs/person"}},"loop":{"$ref":"#/$defs/loop"},"no":false,"any":true},
"allOf":[{"if":{"properties":{"a/b":{"const":"1"}}},"then":{"properties":{"more":{"title":"乙"}}}}],
"$defs":{"person":{"properties":{"name":{"title":"姓名"}}},"loop":{"$ref":"#/$defs/loop"}}}"""


@pytest.mark.parametrize(
    ("pointer", "title"),
    [
        ("/a~1b", "甲"),
        ("/people/0/name", "姓名"),
        ("/people/x/name", None),
        ("/more", "乙"),
        ("/any", "any"),
        ("/no", None),
        ("/loop/x", None),
        ("/nothing", None),
        ("/a~1b/c", None),
        ("", None),
    ],
)
def test_a_field_is_what_the_form_declares_wherever_it_does(pointer: str, title: str | None) -> None:
    assert field_title(SCHEMA, pointer) == title


def test_another_items_slot_is_not_this_ones() -> None:
    parts = memory_parts(FakeItems(legal_regime="licensing_law"))
    assert refused([{**LEASE, "material": "M99"}], parts) == [("/findings/0/material", "material_not_listed")]
