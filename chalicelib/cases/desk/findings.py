"""What is wrong with an application, finding by finding: only of what the item lists (不得自行增加受理条件)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib.cases.desk.words import says_nothing
from chalicelib.cases.intake.fields import field_title
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import notice_context
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Terms
from chalicelib.shared.errors import Fault, Invalid

Finding = Mapping[str, Any]
"""`material` (a slot's code) or `field` (a pointer into the form), its `name`, `reason`, and `remedy`: what to do.

One that the city found by itself says so: `by` is `system`.
"""
ASKED = "case.correction_requested"


def told(case: Case, terms: Terms, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings in full, with those that the city knows of by itself.

    Raises Invalid with a pointer for each that is about nothing that the item lists, or says nothing.
    """
    found = list(findings)
    if faults := [fault for at, one in enumerate(found) for fault in _faults(case, terms, one, f"/findings/{at}")]:
        raise Invalid("body_invalid", faults=faults)
    by_staff = [_named(terms, one) for one in found]
    named = {one.get("material") for one in by_staff}
    return [*by_staff, *(one for one in _missing(case, terms) if one["material"] not in named)]


def places(findings: Iterable[Finding]) -> list[str]:
    """What the findings are about: codes of slots, and pointers into the form, each once."""
    return list(dict.fromkeys(str(one.get("material") or one.get("field")) for one in findings))


def sealed(parts: Parts, case: Case, findings: list[dict[str, Any]]) -> str:
    """Under the applicant's key, as one text."""
    text = json.dumps(findings, ensure_ascii=False, separators=(",", ":"))
    return parts.sealer.seal(parts.people.salt_of(case.owner), text, notice_context(case.case_id))


def opened(parts: Parts, case: Case, salt: str, text: str) -> list[dict[str, Any]]:
    """As they were told."""
    findings: list[dict[str, Any]] = json.loads(parts.sealer.open(salt, text, notice_context(case.case_id)))
    return findings


def asked(parts: Parts, case: Case) -> list[dict[str, Any]]:
    """What the case's one request for correction says; nothing of one that was written as a text."""
    said = [act.changes for act in parts.cases.acts(case.subject) if act.type == ASKED]
    if not said or "findings_sealed" not in said[-1]:
        return []
    return opened(parts, case, parts.people.salt_of(case.owner), str(said[-1]["findings_sealed"]))


def _faults(case: Case, terms: Terms, finding: Finding, at: str) -> Iterator[Fault]:
    slot, field = finding.get("material"), finding.get("field")
    if (slot is None) == (field is None):
        yield Fault(at, "finding_names_one")
    elif slot is not None and terms.slot(slot) is None:
        yield Fault(f"{at}/material", "material_not_listed", {"code": slot})
    elif slot in case.held:
        yield Fault(f"{at}/material", "material_held_by_city")
    elif field is not None and field_title(terms.form_schema, field) is None:
        yield Fault(f"{at}/field", "field_not_listed", {"field": field})
    for name in ("reason", "remedy"):
        if says_nothing(finding.get(name)):
            yield Fault(f"{at}/{name}", "words_needed")


def _named(terms: Terms, finding: Finding) -> dict[str, Any]:
    words = {"reason": finding["reason"], "remedy": finding["remedy"]}
    if code := finding.get("material"):
        return {"material": code, "name": _slot_name(terms, code), **words}
    field = str(finding["field"])
    return {"field": field, "name": field_title(terms.form_schema, field), **words}


def _missing(case: Case, terms: Terms) -> Iterator[dict[str, Any]]:
    """Required, and neither handed in, nor held by the city, nor let follow or replaced by a commitment."""
    given = {material.slot for material in case.materials} | set(case.held)
    later = {code for one in (case.tolerance, case.declared) if one for code in one.slots}
    for code in case.required:
        if code not in given | later:
            words = {"reason": "没有提交这份材料", "remedy": "请上传这份材料"}
            yield {"material": code, "name": _slot_name(terms, code), **words, "by": "system"}


def _slot_name(terms: Terms, code: str) -> str:
    slot = terms.slot(code)
    return slot.name if slot else code
