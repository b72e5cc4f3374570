"""秒批 — decided in the moment of submission by the item's rule table, on the form and on what the city knows."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from chalicelib.cases import acts, numbers
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


def decide(
    parts: Parts, terms: Terms, case: Case, form: dict[str, Any], applicant: Applicant
) -> tuple[Case, tuple[Act, ...]]:
    """The case and the acts that follow its submission at once: none unless the rule table grants."""
    if not terms.decides_at_once:
        return case, ()
    today = civil_date(parts.law.now())
    ruling = parts.items.ruling(terms.item_code, terms.version, {**form, **held_facts(applicant, today)})
    if ruling is None or ruling.output.get("result") != DecisionResult.GRANT:
        return case, ()
    accepted, acceptance = legal(
        parts, case, CaseAct.ACCEPT, acts.ACCEPTED, BY, {"document_no": numbers.document_no("acceptance", today)}
    )
    said = {
        "result": str(DecisionResult.GRANT),
        "document_no": numbers.document_no("decision", today),
        "rule": _sealed_inputs(parts, case, applicant, ruling.fact),
    }
    decided, decision = legal(parts, accepted, CaseAct.DECIDE, acts.DECIDED, BY, said)
    concluded, conclusion = legal(
        parts, decided, CaseAct.CONCLUDE, acts.CONCLUDED, BY, {"result": str(DecisionResult.GRANT)}
    )
    return concluded, (acceptance, decision, conclusion)


def _sealed_inputs(parts: Parts, case: Case, applicant: Applicant, fact: dict[str, Any]) -> dict[str, Any]:
    """The decision as a fact: table, row and output in the open, what was decided on under the applicant's key."""
    inputs = json.dumps(fact["inputs"], ensure_ascii=False, sort_keys=True)
    sealed = parts.sealer.seal(applicant.salt, inputs, notice_context(case.case_id))
    return {name: value for name, value in fact.items() if name != "inputs"} | {"inputs_sealed": sealed}


def held_facts(applicant: Applicant, today: date) -> dict[str, Any]:
    """What the city knows of the applicant without asking: age in completed years, from the number's birth date.

    Of an organisation it knows nothing that a rule may decide on: people do.
    """
    if not applicant.natural:
        return {}
    return {"age": completed_years(born_on(applicant.number), today)}
