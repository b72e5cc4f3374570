"""秒批: decided in the request, on the form and on what the city knows; whoever does not qualify goes the usual way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.cases.desk import conclusion
from chalicelib.cases.intake import drafts, instant, submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Applicant
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.terms import Ruling
from chalicelib.shared.access import Caller
from tests.cases import promises, scenes
from tests.cases.fakes import FakeItems, memory_parts
from tests.cases.windows import clock, collected, counter

__all__ = ["clock", "counter"]

ELDER = scenes.applicant("person-chen")


class Watching(FakeItems):
    """Grants everybody, and keeps the facts that it was given."""

    def ruling(self, item_code: str, version: int, facts: dict[str, Any]) -> Ruling | None:
        self.facts = facts
        return Ruling({"result": "grant"}, {"table": "t", "row": 1, "inputs": {}})


def stored(parts: Parts, case_id: str) -> Case:
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def handed_in(parts: Parts, form: dict[str, Any], who: Caller) -> str:
    case_id = scenes.drafted(parts, who)
    drafts.save_form(parts, who, case_id, form, 0)
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, case_id, slot, who=who)
    submission.submit(parts, who, case_id, None)
    return case_id


@pytest.mark.parametrize(
    ("number", "natural", "known"),
    [
        ("11010519491231002X", True, {"applicant_kind": "person", "age": 76, "sex": "female"}),
        ("110101199003074514", True, {"applicant_kind": "person", "age": 36, "sex": "male"}),
        ("91350100M000100Y43", False, {"applicant_kind": "organisation", "organisation_kind": "enterprise"}),
        ("N2350100M000100Y43", False, {"applicant_kind": "organisation", "organisation_kind": "other_organisation"}),
    ],
)
def test_what_the_city_knows(number: str, natural: bool, known: dict[str, Any]) -> None:
    who = Applicant("p", "salt", "张三", number, natural)
    assert instant.held_facts(who, 2, date(2026, 11, 21)) == {**known, "assurance_level": 2}
    assert instant.held_facts(who, None, date(2026, 11, 21)) == known


def test_nobody_is_judged_on_what_they_say_of_what_the_city_knows() -> None:
    items = Watching(at_once=True)
    parts = memory_parts(items)
    handed_in(parts, {**scenes.FORM, "age": 90}, scenes.applicant())
    assert items.facts["age"] == 76
    company = memory_parts(FakeItems(at_once=True))
    company.representation.give("person-zhang", "org-1", "legal_representative")  # type: ignore[attr-defined]
    assert "age" not in instant.held_facts(Applicant("o", "s", "公司", "91350100M000100Y43", False), 2, date.today())


def test_a_form_that_claims_an_age_opens_nothing_for_an_organisation() -> None:
    items = Watching(at_once=True)
    parts = memory_parts(items)
    who = scenes.applicant()
    begun = promises.for_organisation(parts, who, {**scenes.FORM, "age": 90})
    submission.submit(parts, who, begun, None)
    assert "age" not in items.facts
    assert items.facts["applicant_kind"] == "organisation"
    assert "assurance_level" not in items.facts


def test_the_whole_is_decided_in_the_request_and_its_documents_are_numbered() -> None:
    parts = promises.at_once()
    case_id = scenes.submitted(parts, ELDER)
    assert stored(parts, case_id).status is CaseStatus.CONCLUDED
    by_type = {act.type: act for act in parts.cases.acts(f"case#{case_id}")}
    assert str(by_type["case.accepted"].changes["document_no"]).startswith("acceptance-20261121-")
    assert str(by_type["case.decided"].changes["document_no"]).startswith("decision-20261121-")
    assert "inputs" not in by_type["case.decided"].changes["rule"]  # type: ignore[operator]


def test_the_acts_have_the_shape_that_people_would_give_them() -> None:
    parts = promises.at_once()
    fast = scenes.submitted(parts, ELDER)
    slow = scenes.decided(parts)
    conclusion.conclude(parts, scenes.clerk(), slow, None)
    told = [{act.type: act for act in parts.cases.acts(f"case#{case_id}")} for case_id in (fast, slow)]
    work = {"definition_sha256", "tasks", "process_result"}
    people = {"authority_no", "manner", "record", "notice_sealed"}
    for type_ in ("case.accepted", "case.decided", "case.concluded"):
        at_once, usual = (set(one[type_].changes) for one in told)
        assert usual - at_once <= work | people
        assert at_once - usual <= {"rule"}
        assert told[0][type_].changes["status"] != told[1][type_].changes["status"] or type_ != "case.decided"


def test_whoever_does_not_qualify_goes_the_usual_way_without_a_trace(parts: Parts) -> None:
    parts = parts._replace(items=FakeItems(at_once=True))
    usual = parts._replace(items=FakeItems())
    fast, slow = scenes.submitted(parts), scenes.submitted(usual)
    (judged,), (plain,) = (list(parts.cases.acts(f"case#{case_id}")) for case_id in (fast, slow))
    assert judged.changes.keys() == plain.changes.keys()
    assert stored(parts, fast).status is CaseStatus.SUBMITTED


def test_what_lacks_something_is_peoples() -> None:
    parts = memory_parts(promises.following(at_once=True))
    assert stored(parts, promises.signed(parts, ELDER)).status is CaseStatus.SUBMITTED


@pytest.mark.parametrize(
    ("decided_on", "status"),
    [(frozenset({"age"}), CaseStatus.SUBMITTED), (frozenset({"age", "declared"}), CaseStatus.CONCLUDED)],
)
def test_a_promise_is_peoples_unless_the_table_asks_for_it(decided_on: frozenset[str], status: CaseStatus) -> None:
    parts = memory_parts(promises.declaring(at_once=True, decided_on=decided_on))
    assert stored(parts, promises.signed(parts, ELDER)).status is status


def test_what_originals_are_on_their_way_for_is_peoples(counter: Parts) -> None:
    for originals, status in ((1, CaseStatus.SUBMITTED), (0, CaseStatus.CONCLUDED)):
        items = Watching(at_once=True, originals=originals)
        case_id = collected(counter._replace(items=items))
        assert stored(counter, case_id).status is status
