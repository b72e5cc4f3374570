"""A draft of an edition that is not in force any more, carried over into the one that is, as far as it fits.

The draft stays the same one, with its id, its files and whoever works on it: only what it asks for is new. What the new
form or list does not take is left out, and named. Whoever handed in keeps the edition under which they did.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from chalicelib.cases import acting
from chalicelib.cases.intake import forms, held, materials
from chalicelib.cases.intake.drafts import editable_by, expiry, form_context, read_answers, sealed_answers
from chalicelib.cases.intake.paths import Path, as_far_as_objects_go, path_of, pointer, without
from chalicelib.cases.intake.sight import applying
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Authority, CaseFile, Form, StoredMaterial, Writes
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.shapes import after_act
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.shared.sealing import sha256


class _Carried(NamedTuple):
    """What came along of the form (None: there was none), and what did not of form and files."""

    form: Form | None
    fields: tuple[str, ...]
    files: tuple[StoredMaterial, ...]


def renew(parts: Parts, by: Caller, case_id: str, given: dict[str, Any] | None, once: Once | None) -> dict[str, Any]:
    """Carry a draft over into the edition in force; of one that is in force already nothing changes.

    `given` are answers to the new edition's guide, None: those with which the draft was begun. Raises RuleViolation
    for what is no draft, and whatever beginning a new one would be refused for.
    """

    def change() -> Change:
        file, authority = editable_by(parts, by, case_id)
        if file.case.status is not CaseStatus.DRAFT:
            raise RuleViolation("cannot_renew", status=file.case.status)
        terms = _in_force(parts, by, file.case, authority)
        if terms.version == file.case.item_version:
            return Change(answer=_answer(file.case, file, _Carried(None, (), ())))
        answers = read_answers(parts, file.case) if given is None else given
        case, carried = _renewed(parts, file.case, terms, answers), _carried(parts, file, terms)
        return Change(_writes(parts, file, case, carried), answer=_answer(case, file, carried, ahead=1))

    return parts.committer.commit(change, once)


def _in_force(parts: Parts, by: Caller, case: Case, authority: Authority | None) -> Terms:
    try:
        terms = parts.items.terms(case.item_code)
    except NotFound as gone:
        raise RuleViolation("item_withdrawn", name=case.item_name) from gone
    if not parts.items.offered(case.item_code, case.division_code):
        raise RuleViolation("item_not_offered_here", name=terms.name)
    acting.require_channel(terms, by.channel)
    acting.require_level_for(by, authority, case)
    for_ = (authority.authorisation_id or authority.principal_id) if authority else None
    acting.applying(parts, applying(case, by), terms, for_, guarded=by.kind == "staff")
    return terms


def _renewed(parts: Parts, case: Case, terms: Terms, answers: dict[str, Any]) -> Case:
    renewed = case._replace(
        item_version=terms.version,
        item_name=terms.name,
        department=terms.department,
        required=parts.items.required_slots(terms.item_code, terms.version, answers),
        least_assurance_level=max(terms.least_assurance_level, case.least_assurance_level),
        answers_sealed=sealed_answers(parts, case, answers),
    )
    return held.looked_up(terms, renewed)


def _carried(parts: Parts, file: CaseFile, terms: Terms) -> _Carried:
    form, fields = _form(parts, file, terms)
    return _Carried(form, fields, tuple(one for one in file.materials if not _takes(parts, terms, one)))


def _takes(parts: Parts, terms: Terms, material: StoredMaterial) -> bool:
    slot = terms.slot(material.slot)
    return slot is not None and material.content_type in materials.accepted(parts, slot)


def _form(parts: Parts, file: CaseFile, terms: Terms) -> tuple[Form | None, tuple[str, ...]]:
    stored = file.forms.get(file.case.form_round)
    if stored is None:
        return None, ()
    salt, context = parts.people.salt_of(file.case.owner), form_context(file.case, stored.round)
    form, dropped = fitting(terms, json.loads(parts.sealer.open(salt, stored.sealed, context)))
    sealed = parts.sealer.seal(salt, json.dumps(form, ensure_ascii=False), context)
    return stored._replace(sealed=sealed, sha256=sha256(sealed.encode())), dropped


def fitting(terms: Terms, form: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What of a form the item's schema takes, and the pointers of the fields that it does not."""
    dropped: list[Path] = []
    while wrong := forms.faults(terms.form_schema, form)[0]:
        for path in [path_of(fault.pointer) for fault in wrong]:
            whole = as_far_as_objects_go(form, path)
            if not whole:  # no single field is wrong
                return {}, tuple(map(pointer, (*dropped, *((name,) for name in form))))
            if whole[0] in form:
                form = without(form, whole)
                dropped.append(whole)
    return form, tuple(map(pointer, dict.fromkeys(dropped)))


def _writes(parts: Parts, file: CaseFile, case: Case, carried: _Carried) -> Writes:
    later = expiry(parts)
    kept = file._replace(materials=tuple(one for one in file.materials if one not in carried.files))
    form = carried.form
    return (
        *parts.cases.save(file.case, case, expires_at=later),
        *(parts.cases.save_form(case.case_id, form, expires_at=later) if form else ()),
        *(write for one in carried.files for write in parts.cases.drop_material(case.case_id, one)),
        *parts.cases.put_off(kept, later, form.sort if form else ""),
        *acting.noted(parts, case, None, later),
    )


def _answer(case: Case, file: CaseFile, carried: _Carried, ahead: int = 0) -> dict[str, Any]:
    stored = file.forms.get(case.form_round)
    return {
        **after_act(case),
        "version": case.version + ahead,
        "form_version": stored.version + ahead if stored else 0,
        "dropped_fields": list(carried.fields),
        "dropped_materials": [{"material_id": one.material_id, "slot": one.slot} for one in carried.files],
    }
