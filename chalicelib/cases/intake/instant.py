"""秒批 — decided in the moment of submission by the item's rule table, on the form and on what the city knows."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.intake.verdict import Verdict
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, notice_context
from chalicelib.cases.ports import Applicant
from chalicelib.cases.rules import Case, CaseAct, DecisionResult
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import system
from chalicelib.shared.acts import Act
from chalicelib.shared.ages import born_on, completed_years
from chalicelib.shared.clocks import civil_date

BY = system("instant_approval")


HELD = frozenset({"age", "sex", "assurance_level", "applicant_kind", "organisation_kind", "declared"})
"""The facts that a table gets from the city alone: nobody is judged on what they say of these themselves."""
_SEX = ("female", "male")  # by the parity of a resident number's seventeenth digit (GB 11643)
_ORGANISATIONS = {
    "11": "government_body",
    "12": "institution",
    "51": "social_organisation",
    "91": "enterprise",
    "92": "individual_business",
}
"""By the first two characters of a credit code (GB 32100: who registered it, and as what)."""


def decide(parts: Parts, case: Case, verdict: Verdict, level: int | None) -> tuple[Case, tuple[Act, ...]]:
    """The case and the acts that follow its submission at once: none unless the rule table grants.

    `level` is the applicant's own assurance level, None where another acts for them.
    """
    terms, applicant = verdict.terms, verdict.applicant
    if _is_peoples(case, terms):
        return case, ()
    today = civil_date(parts.law.now())
    said = {name: value for name, value in verdict.filled.items() if name not in HELD}
    known = {**held_facts(applicant, level, today), "declared": case.declared is not None}
    ruling = parts.items.ruling(terms.item_code, terms.version, {**said, **known})
    if ruling is None or ruling.output.get("result") != DecisionResult.GRANT:
        return case, ()
    accepted, acceptance = legal(
        parts, case, CaseAct.ACCEPT, acts.ACCEPTED, BY, {"document_no": numbers.document_no("acceptance", today)}
    )
    said = {
        "result": str(DecisionResult.GRANT),
        "document_no": numbers.document_no("decision", today),
        "rule": _sealed_inputs(parts, case, applicant, ruling.fact),
        **_to_verify(parts, case),
    }
    decided, decision = legal(parts, accepted, CaseAct.DECIDE, acts.DECIDED, BY, said)
    from chalicelib.cases.work.spent import clock

    ended = {"result": str(DecisionResult.GRANT), "clock": clock(parts, decided)}
    concluded, conclusion = legal(parts, decided, CaseAct.CONCLUDE, acts.CONCLUDED, BY, ended)
    return concluded, (acceptance, decision, conclusion)


def _is_peoples(case: Case, terms: Terms) -> bool:
    """What may still follow, and a promise unless the table asks for it; and originals that are on their way."""
    if case.tolerance or (case.declared and "declared" not in terms.decided_on):
        return True
    if case.collection is None:
        return False
    from chalicelib.cases.collecting.rules import on_their_way

    return bool(on_their_way(case, terms))


def _to_verify(parts: Parts, case: Case) -> dict[str, Any]:
    if not case.declared:
        return {}
    from chalicelib.cases.desk.commitment import verify_by

    return verify_by(parts, case, DecisionResult.GRANT)


def _sealed_inputs(parts: Parts, case: Case, applicant: Applicant, fact: dict[str, Any]) -> dict[str, Any]:
    """The decision as a fact: table, row and output in the open, what was decided on under the applicant's key."""
    inputs = json.dumps(fact["inputs"], ensure_ascii=False, sort_keys=True)
    sealed = parts.sealer.seal(applicant.salt, inputs, notice_context(case.case_id))
    return {name: value for name, value in fact.items() if name != "inputs"} | {"inputs_sealed": sealed}


def held_facts(applicant: Applicant, level: int | None, today: date) -> dict[str, Any]:
    """What the city knows of the applicant without asking, by their number and how it was confirmed.

    Of persons: `age` in completed years and `sex`; of organisations: `organisation_kind`. A number tells where
    somebody was first registered, not where they live: no table may decide on that.
    """
    proved = {} if level is None else {"assurance_level": level}
    if not applicant.natural:
        kind = _ORGANISATIONS.get(applicant.number[:2], "other_organisation")
        return {"applicant_kind": "organisation", "organisation_kind": kind, **proved}
    age = completed_years(born_on(applicant.number), today)
    return {"applicant_kind": "person", "age": age, "sex": _SEX[int(applicant.number[16]) % 2], **proved}
