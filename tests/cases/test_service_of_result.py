"""送达: how and when the result reached the applicant, and what proves it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.cases.desk import conclusion, decision, service_of_result
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import notice_context
from chalicelib.cases.rules import CaseStatus
from chalicelib.shared.errors import Invalid
from tests.cases import licences, scenes
from tests.cases.fakes import memory_parts

RECEIPT = {"kind": "courier_receipt", "received_on": "2026-11-21", "reference": "SF1234567890"}
READ = {"kind": "read_online", "received_on": "2026-11-21"}


def served(manner: str, proof: dict[str, Any], days: int = 0) -> tuple[Parts, Any]:
    parts = memory_parts(licences.an_item())
    case_id = licences.concluded(parts)
    licences.pass_days(parts, days)
    service_of_result.serve(parts, scenes.clerk(), case_id, manner, proof, None)
    return parts, list(parts.cases.acts(f"case#{case_id}"))[-1]


@pytest.mark.parametrize(
    ("manner", "proof", "sealed"),
    [
        ("window", scenes.SIGNED, {"signed_by": "张三"}),
        ("courier", RECEIPT, {"reference": "SF1234567890"}),
        ("courier", {**RECEIPT, "signed_by": "李四"}, {"signed_by": "李四", "reference": "SF1234567890"}),
        ("online", READ, None),
    ],
)
def test_the_act_says_what_proves_it_and_seals_who_and_which(manner: str, proof: Any, sealed: Any) -> None:
    parts, act = served(manner, proof)
    assert (act.changes["manner"], act.changes["proof"], act.ground) == (manner, proof["kind"], "行政许可法第四十四条")
    assert act.changes["received_on"] == "2026-11-21"
    assert act.changes["document_no"].startswith("proof_of_service-")
    assert "张三" not in str(act.changes)
    case_id = act.subject.removeprefix("case#")
    assert licences.stored(parts, case_id).status is CaseStatus.SERVED
    if sealed is None:
        assert "proof_sealed" not in act.changes
        return
    text = parts.sealer.open(parts.people.salt_of("person-zhang"), act.changes["proof_sealed"], notice_context(case_id))
    assert json.loads(text) == sealed


@pytest.mark.parametrize(
    ("manner", "proof", "faults"),
    [
        ("courier", scenes.SIGNED, [("/proof/kind", "proof_not_fitting"), ("/proof/reference", "words_needed")]),
        ("window", READ, [("/proof/kind", "proof_not_fitting"), ("/proof/signed_by", "words_needed")]),
        ("window", {**scenes.SIGNED, "signed_by": " "}, [("/proof/signed_by", "words_needed")]),
        ("online", {**READ, "received_on": "2026-11-20"}, [("/proof/received_on", "received_not_between")]),
        ("online", {**READ, "received_on": "2026-11-23"}, [("/proof/received_on", "received_not_between")]),
    ],
)
def test_a_proof_fits_its_manner_and_is_of_a_day_after_the_decision(manner: str, proof: Any, faults: Any) -> None:
    with pytest.raises(Invalid) as refused:
        served(manner, proof, days=1)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == faults


def test_the_ten_days_of_the_law_are_for_what_was_granted() -> None:
    """行政许可法 Art. 44 is on licences that are handed over; a refusal is served by no such article."""
    parts = memory_parts(licences.an_item())
    case_id = scenes.examined(parts)
    decision.decide(parts, scenes.chief(), case_id, scenes.REFUSE, None)
    conclusion.conclude(parts, scenes.clerk(), case_id, None)
    scenes.served(parts, case_id)
    decided, _, reached = list(parts.cases.acts(f"case#{case_id}"))[-3:]
    assert (decided.ground, reached.ground) == ("行政许可法第三十八条第二款", None)


def test_what_was_received_lately_may_be_recorded_today() -> None:
    _, act = served("online", {**READ, "received_on": "2026-11-24"}, days=5)
    assert act.changes["received_on"] == "2026-11-24"


def test_the_act_names_the_window_at_which_it_was_handed_over() -> None:
    parts = memory_parts(licences.an_item())
    parts.windows.at[scenes.clerk().id] = "530102000000-AAAAAAAA"  # type: ignore[attr-defined]
    case_id = licences.concluded(parts)
    service_of_result.serve(parts, scenes.clerk(), case_id, "window", scenes.SIGNED, None)
    assert list(parts.cases.acts(f"case#{case_id}"))[-1].changes["window_id"] == "530102000000-AAAAAAAA"
