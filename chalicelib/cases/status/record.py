"""全生命周期办件记录: everything that the city keeps of somebody's cases, for themselves, part by part.

个人信息保护法第四十五条: people may look up and copy their personal information.
"""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases.documents.kinds import issued_by
from chalicelib.cases.intake.drafts import read_form
from chalicelib.cases.intake.materials import listed
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import CaseFile
from chalicelib.cases.rules import Case
from chalicelib.cases.shapes import case_summary
from chalicelib.cases.status import agents
from chalicelib.cases.status.finding import Wanted
from chalicelib.cases.status.listing import listed_for
from chalicelib.cases.status.stages import stage
from chalicelib.cases.status.timeline import told, visible
from chalicelib.shared.access import Caller
from chalicelib.shared.paging import encode_cursor

MOST_BYTES = 3 * 1024 * 1024
"""Of one part: six million bytes are passed on, and a single case may have some hundred thousand."""


def record(
    parts: Parts, by: Caller, organisation_id: str | None, limit: int, cursor: str | None, wanted: Wanted
) -> dict[str, Any]:
    """One's own cases in full, or an organisation's for whoever may see all of them; and where the record goes on."""
    cases, following = listed_for(parts, by, organisation_id, limit, cursor, wanted)
    written: list[dict[str, Any]] = []
    size = 0
    for case in cases:
        if size > MOST_BYTES:
            following = _after(cases[len(written) - 1])
            break
        written.append(_written(parts, by, case))
        size += _passed_on(written[-1])
    return {"cases": written, "next_cursor": encode_cursor(following)}


def _passed_on(case: dict[str, Any]) -> int:
    """Bytes that it takes in an answer: a text within JSON, in which a Chinese character is six and a quote two."""
    return len(json.dumps(json.dumps(case, ensure_ascii=False)))


def _after(case: Case) -> dict[str, str]:
    return {"after": f"{case.created_at}#{case.case_id}"}


def _written(parts: Parts, by: Caller, case: Case) -> dict[str, Any]:
    acts = visible(parts, case, by)
    salt = agents.salt_for(parts, case.owner, [case])
    return {
        **case_summary(case),
        **stage(case.status),
        **agents.shown(parts, case, salt),
        **_handed_in(parts, by, case),
        "documents": [issued.listed(case.case_id) for act in acts for issued in issued_by(act)],
        "entries": told(parts, case, by, acts),
    }


def _handed_in(parts: Parts, by: Caller, case: Case) -> dict[str, Any]:
    """Form and materials: below the item's assurance level they are withheld, as everywhere."""
    file = None if by.level < case.least_assurance_level else parts.cases.file(case.case_id)
    if file is None:
        return {"form": None, "materials": [], "withheld": True}
    return {"form": _form(parts, file), "materials": listed(parts, file), "withheld": False}


def _form(parts: Parts, file: CaseFile) -> dict[str, Any]:
    return read_form(parts, file, handed_in=file.case.seq > 0)[0]
