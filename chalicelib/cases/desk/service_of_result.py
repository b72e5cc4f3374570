"""送达 — how the result reached the applicant, and what proves it (送达回证; 行政许可法 Art. 44)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.desk.words import says_nothing
from chalicelib.cases.documents.words import PROOFS
from chalicelib.cases.grounds import ruled_on
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.clocks import civil_date, from_rfc3339
from chalicelib.shared.errors import Fault, Invalid

Proof = Mapping[str, Any]
"""`kind`, `received_on` (a civil date), `signed_by` (a name), `reference` (e.g. the courier's number)."""
FITTING = {
    "window": ("signature", "signed_by"),
    "courier": ("courier_receipt", "reference"),
    "online": ("read_online", None),
}
"""What proves which manner of service, and what such a proof must say besides its day."""


def serve(parts: Parts, by: Caller, case_id: str, manner: str, proof: Proof, once: Once | None) -> dict[str, Any]:
    """Record how and when the result reached the applicant. Raises Invalid for a proof that does not prove it.

    At a window it is handed over by who sits at one that may (送达权): Forbidden where another has the item to itself.
    """

    def service(case: Case) -> Decided:
        status_after(case, CaseAct.SERVE)
        require_not_claimed_by_another(case, by)
        if faults := list(_faults(case, manner, proof, parts.law.today())):
            raise Invalid("body_invalid", faults=faults)
        said: dict[str, Any] = {
            "manner": manner,
            "document_no": numbers.document_no("proof_of_service", parts.law.today()),
            "proof": proof["kind"],
            "received_on": _day(proof).isoformat(),
        }
        if manner == "window" and (window_id := parts.windows.require_may_serve(by, case)):
            said["window_id"] = window_id
        if more := {name: proof[name] for name in ("signed_by", "reference") if proof.get(name)}:
            said["proof_sealed"] = sealed_notice(parts, case, json.dumps(more, ensure_ascii=False))
        regime = parts.items.terms(case.item_code, case.item_version).legal_regime
        article = ruled_on(regime, CaseAct.SERVE, case.result)
        return done(legal(parts, case, CaseAct.SERVE, acts.SERVED, by, said, article=article))

    return perform(parts, case_id, by, once, service)


def _faults(case: Case, manner: str, proof: Proof, today: date) -> Iterator[Fault]:
    kind, needed = FITTING[manner]
    if proof["kind"] != kind:
        yield Fault("/proof/kind", "proof_not_fitting", {"kind": PROOFS[kind], "code": kind})
    if needed and says_nothing(proof.get(needed)):
        yield Fault(f"/proof/{needed}", "words_needed")
    first = civil_date(from_rfc3339(case.decided_at or ""))
    if not first <= _day(proof) <= today:
        yield Fault("/proof/received_on", "received_not_between", {"first": first, "last": today})


def _day(proof: Proof) -> date:
    received_on = proof["received_on"]
    return received_on if isinstance(received_on, date) else date.fromisoformat(received_on)
