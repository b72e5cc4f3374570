"""What of a form was filled in for the applicant: kept with it, shown beside it, and on the record when handed in.

Kept are field, source, consent and value, sealed under the owner's key as the form is. Whoever changed the value since
said it themselves: an act names only what still stands as it was filled in, and no act has a value.
"""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases.intake.paths import path_of, value_at
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import CaseFile, Form
from chalicelib.cases.rules import Case

Fields = dict[str, dict[str, Any]]
"""By pointer: source, consent_version, earlier_case_id, value."""


def opened(parts: Parts, case: Case, form: Form | None, salt: str) -> Fields:
    """What was filled in for the applicant in that round of the form."""
    if form is None or form.prefilled is None:
        return {}
    fields: Fields = json.loads(parts.sealer.open(salt, form.prefilled, _context(case, form.round)))
    return fields


def sealed(parts: Parts, case: Case, round_: int, salt: str, fields: Fields) -> str:
    """The same, as the form's record keeps it."""
    return parts.sealer.seal(salt, json.dumps(fields, ensure_ascii=False), _context(case, round_))


def shown(parts: Parts, file: CaseFile, filled: dict[str, Any]) -> list[dict[str, Any]]:
    """For whoever reads the form: each field, its source, and whether it still stands as it was filled in."""
    form = next((form for form in file.forms.values() if form.prefilled), None)
    if form is None:
        return []
    return as_shown(opened(parts, file.case, form, parts.people.salt_of(file.case.owner)), filled)


def as_shown(fields: Fields, filled: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields without their values."""
    return [
        {
            "pointer": pointer,
            "source": field["source"],
            "consent_version": field["consent_version"],
            "earlier_case_id": field["earlier_case_id"],
            "unchanged": _unchanged(pointer, field, filled),
        }
        for pointer, field in fields.items()
    ]


def said(parts: Parts, case: Case, form: Form, filled: dict[str, Any], salt: str) -> dict[str, Any]:
    """What the act of handing in says of it: fields, sources and consent of what nobody changed."""
    fields = opened(parts, case, form, salt)
    standing = [
        {"pointer": pointer, "source": field["source"], "consent_version": field["consent_version"]}
        for pointer, field in fields.items()
        if _unchanged(pointer, field, filled)
    ]
    return {"prefilled": standing} if standing else {}


def _unchanged(pointer: str, field: dict[str, Any], filled: dict[str, Any]) -> bool:
    return bool(value_at(filled, path_of(pointer)) == field["value"])


def _context(case: Case, round_: int) -> str:
    return f"prefilled:{case.case_id}:{round_}"
