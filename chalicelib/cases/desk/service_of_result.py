"""送达 — how the result reached the applicant (行政许可法 Art. 44)."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.noticing import done
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform
from chalicelib.cases.rules import CaseAct
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once


def serve(parts: Parts, by: Caller, case_id: str, manner: str, once: Once | None) -> dict[str, Any]:
    """Record how the result reached the applicant."""
    return perform(
        parts,
        case_id,
        by,
        once,
        lambda case: done(legal(parts, case, CaseAct.SERVE, acts.SERVED, by, {"manner": manner})),
    )
