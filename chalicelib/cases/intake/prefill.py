"""无感申报 — a draft's empty fields are filled in with what the city knows, where the owner agreed to it.

Only what the item's form says where to take (`x-source`), only on request, and only with the owner's consent `prefill`
in force (个人信息保护法 Arts. 13, 14). An organisation is no person and consents to nothing; its earlier forms may tell
of persons, so whoever acts for it agrees for themselves. A person always sees what was filled in, and may change it.
"""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acting
from chalicelib.cases.intake import forms, prefilled
from chalicelib.cases.intake.drafts import (
    draft_expiry,
    editable_by,
    form_text,
    read_form,
    sealed_form,
    still_editable,
)
from chalicelib.cases.intake.earlier import Given, earlier
from chalicelib.cases.intake.paths import Path, is_empty, pointer, with_value
from chalicelib.cases.intake.sight import applying, on_record
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import CaseFile
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Forbidden, RuleViolation, Stale
from chalicelib.shared.owners import is_organisation

APPLICANT, EARLIER = "applicant.", "earlier:"
Filled = dict[Path, tuple[str, Given]]
"""What was filled in: source and value, by the field's path."""


def prefill(parts: Parts, by: Caller, case_id: str, expect: int, once: Once | None) -> dict[str, Any]:
    """Fill in what is empty. `expect` is the form's version, 0 before its first saving; it goes up if something is.

    Raises Forbidden `consent_needed`, Stale, and RuleViolation for what is no draft.
    """

    def change() -> Change:
        file, authority = editable_by(parts, by, case_id)
        if file.case.status is not CaseStatus.DRAFT:
            raise RuleViolation("cannot_prefill", status=file.case.status)
        acting.require_level_for(by, authority, file.case)
        consent = _consent(parts, by, file.case)
        form, version = read_form(parts, file, handed_in=False)
        if version != expect:
            raise Stale("version_stale")
        terms = parts.items.terms(file.case.item_code, file.case.item_version)
        form, filled = fill(terms, form, _known(parts, applying(file.case, by), file, terms, form))
        return _saved(parts, by, file, terms, form, _fields(filled, consent), version)

    on_record(parts, by, case_id, "case")
    return parts.committer.commit(change, once)


def fill(terms: Terms, form: dict[str, Any], known: dict[str, Given]) -> tuple[dict[str, Any], Filled]:
    """The form with whatever is known in fields that are empty, and what that was. What the form refuses stays out."""
    filled: Filled = {}
    wrong = _wrong(terms, form)
    for path, source in terms.sources.items():
        if source not in known or not _fillable(form, path):
            continue
        tried = with_value(form, path, known[source].value)
        if _wrong(terms, tried) <= wrong:
            form, filled[path] = tried, (source, known[source])
    return form, filled


def _fillable(form: dict[str, Any], path: Path) -> bool:
    """Whether nothing stands there, nor in the place of what the field lies in."""
    inner: Any = form
    for name in path[:-1]:
        inner = inner.get(name, {})
        if not isinstance(inner, dict):
            return False
    return is_empty(form, path)


def _wrong(terms: Terms, form: dict[str, Any]) -> set[tuple[str, str]]:
    wrong, _ = forms.faults(terms.form_schema, form)
    return {(fault.pointer, fault.code) for fault in wrong}


def _consent(parts: Parts, by: Caller, case: Case) -> int:
    """The edition of the wording that was agreed to. Raises Forbidden where nobody did, or to another wording."""
    whose = applying(case, by).id if is_organisation(case.owner) else case.owner
    version = parts.consents().prefill(whose)
    if version is None:
        of = "caller" if whose == by.id else "owner" if whose == case.owner else "agent"
        where = {"purpose": "prefill", "of": of, "resource": "POST /v1/me/consents"}
        raise Forbidden("consent_needed", consents=[where])
    return version


def _known(parts: Parts, by: Caller, file: CaseFile, terms: Terms, form: dict[str, Any]) -> dict[str, Given]:
    """What the city knows for the fields that are empty: nothing is read that no field asks for."""
    wanted = {source for path, source in terms.sources.items() if is_empty(form, path)}
    known = earlier(parts, by, file.case.owner, {source for source in wanted if source.startswith(EARLIER)})
    if any(source.startswith(APPLICANT) for source in wanted):
        profile = parts.people.profile(by, file.case.owner)
        known |= {source: Given(value) for source, value in profile.items() if source in wanted and value}
    return known


def _saved(
    parts: Parts, by: Caller, file: CaseFile, terms: Terms, form: dict[str, Any], now: prefilled.Fields, version: int
) -> Change:
    """What stores the form with what was filled in `now`; where nothing was, nothing is written."""
    case, salt = file.case, parts.people.salt_of(file.case.owner)
    fields = prefilled.opened(parts, case, file.forms.get(case.form_round), salt) | now
    answer = _answer(case, terms, form, version + 1 if now else version)
    answer |= {"filled": list(now), "prefilled": prefilled.as_shown(fields, form)}
    if not now:
        return Change(answer=answer)
    saved = sealed_form(parts, by, file, form_text(parts, form), version)
    saved = saved._replace(prefilled=prefilled.sealed(parts, case, saved.round, salt, fields))
    writes = parts.cases.save_form(case.case_id, saved, expires_at=draft_expiry(parts, case))
    return Change((*writes, *still_editable(parts, file, saved.sort)), answer=answer)


def _answer(case: Case, terms: Terms, form: dict[str, Any], version: int) -> dict[str, Any]:
    _, lacking = forms.faults(terms.form_schema, form)
    missing = [{"pointer": fault.pointer, "code": fault.code} for fault in lacking]
    return {"case_id": case.case_id, "form": form, "missing": missing, "version": version}


def _fields(filled: Filled, consent: int) -> prefilled.Fields:
    return {
        pointer(path): {
            "source": source,
            "consent_version": consent,
            "earlier_case_id": given.case_id,
            "value": given.value,
        }
        for path, (source, given) in filled.items()
    }
