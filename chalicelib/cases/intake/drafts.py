"""Drafts: begun, filled in over several days and devices, expired 30 days after the last edit. No acts yet."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from chalicelib.cases import acting
from chalicelib.cases.intake import forms
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import found
from chalicelib.cases.ports import Authority, CaseFile, Form, Scope, Writes
from chalicelib.cases.records import Collection
from chalicelib.cases.rules import EDITABLE, USUAL_LEVEL, Case, CaseStatus, awaits_supplement, filled_in_now
from chalicelib.cases.shapes import case_summary
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import epoch, rfc3339
from chalicelib.shared.errors import Invalid, RuleViolation, Stale, TooLarge
from chalicelib.shared.ids import new_id
from chalicelib.shared.sealing import sha256


def begin(
    parts: Parts,
    by: Caller,
    item_code: str,
    division_code: str,
    answers: dict[str, Any],
    once: Once | None,
    for_: str | None = None,
) -> dict[str, Any]:
    """Begin a draft of an application for a published item, with the materials that the situation needs.

    `for_` is the authorisation or organisation by which the caller applies for another, whose the case then is.
    """

    def change() -> Change:
        case, writes = begun(parts, by, item_code, division_code, answers, for_)
        return Change(writes, answer=just_begun(case))

    return parts.committer.commit(change, once)


def begun(
    parts: Parts,
    by: Caller,
    item_code: str,
    division_code: str,
    answers: dict[str, Any],
    for_: str | None,
    collection: Collection | None = None,
) -> tuple[Case, Writes]:
    """A new draft of whoever applies; `collection` says where they do so, if at a window."""
    from chalicelib.cases.intake import held

    terms = parts.items.terms(item_code)
    if not parts.items.offered(item_code, division_code):
        raise RuleViolation("item_not_offered_here", name=terms.name)
    acting.require_channel(terms, by.channel)
    authority = acting.applying(parts, by, terms, for_, guarded=collection is not None)
    case = Case(
        case_id=new_id(),
        owner=authority.principal_id if authority else by.id,
        item_code=terms.item_code,
        item_version=terms.version,
        item_name=terms.name,
        department=terms.department,
        division_code=division_code,
        channel=by.channel,
        required=parts.items.required_slots(item_code, terms.version, answers),
        created_at=rfc3339(parts.law.now()),
        least_assurance_level=max(terms.least_assurance_level, USUAL_LEVEL),
        collection=collection,
    )
    case = held.looked_up(terms, case._replace(agent=acting.agent(parts, case, authority)))
    case = case._replace(answers_sealed=sealed_answers(parts, case, answers))
    writes = (
        *parts.cases.save(None, case, expires_at=expiry(parts)),
        *acting.noted(parts, case, authority, expiry(parts)),
    )
    return case, writes


def just_begun(case: Case) -> dict[str, Any]:
    """How a new draft is shown."""
    return {**case_summary(case), "version": 1}


def save_form(parts: Parts, by: Caller, case_id: str, form: dict[str, Any], expect: int) -> dict[str, Any]:
    """Store the form as far as it is filled in. What is filled in wrongly is refused, all at once; nothing is stored.

    `expect` is the form's version, 0 for its first saving. The answer names what is still lacking.
    """
    text = form_text(parts, form)

    def change() -> Change:
        file = editable(parts, by, case_id)
        terms = parts.items.terms(file.case.item_code, file.case.item_version)
        wrong, lacking = forms.faults(terms.form_schema, form)
        if wrong:
            raise Invalid("form_invalid", faults=wrong)
        saved = sealed_form(parts, by, file, text, expect)
        writes = parts.cases.save_form(case_id, saved, expires_at=draft_expiry(parts, file.case))
        missing = [{"pointer": fault.pointer, "code": fault.code} for fault in lacking]
        return Change(
            (*writes, *still_editable(parts, file, saved.sort)),
            answer={"case_id": case_id, "form": form, "missing": missing, "version": expect + 1},
        )

    return parts.committer.commit(change, None)


def read_form(parts: Parts, file: CaseFile, *, handed_in: bool) -> tuple[dict[str, Any], int]:
    """The form that was handed in; or the one to go on with, and its version: 0 before this round's first saving."""
    form = file.forms.get(file.case.form_round) if handed_in else file.forms[max(file.forms)] if file.forms else None
    if form is None:
        return {}, 0
    salt = parts.people.salt_of(file.case.owner)
    opened: dict[str, Any] = json.loads(parts.sealer.open(salt, form.sealed, form_context(file.case, form.round)))
    return opened, form.version if handed_in or form.round == editing_round(file.case) else 0


def read_answers(parts: Parts, case: Case) -> dict[str, Any]:
    """The answers to the guide's questions with which the case was begun."""
    if case.answers_sealed is None:
        return {}
    salt = parts.people.salt_of(case.owner)
    answers: dict[str, Any] = json.loads(parts.sealer.open(salt, case.answers_sealed, _answers_context(case)))
    return answers


def editing_round(case: Case) -> int:
    """The round that is being filled in: a correction opens the next, and so does what may follow (容缺)."""
    opens = case.status is CaseStatus.CORRECTION_REQUESTED or awaits_supplement(case)
    return case.form_round + 1 if opens else case.form_round


def editable(parts: Parts, by: Caller, case_id: str) -> CaseFile:
    """The case with all that belongs to it, if its applicant may change it now."""
    return editable_by(parts, by, case_id)[0]


def editable_by(parts: Parts, by: Caller, case_id: str) -> tuple[CaseFile, Authority | None]:
    """The same, and by what the caller acts for the applicant, if not for themselves."""
    file = found(parts.cases.file(case_id))
    authority = acting.reach(parts, file.case, by, Scope.APPLY)
    if file.case.status not in EDITABLE:
        raise RuleViolation("case_not_editable", status=file.case.status)
    return file, authority


def open_for_materials(parts: Parts, by: Caller, case_id: str) -> CaseFile:
    """The case, if its applicant may change materials: while they may edit it, and while some may follow (容缺)."""
    file = found(parts.cases.file(case_id))
    acting.reach(parts, file.case, by, Scope.APPLY)
    if not filled_in_now(file.case):
        raise RuleViolation("case_not_editable", status=file.case.status)
    return file


def require_open_slot(case: Case, slot: str) -> None:
    """Raise RuleViolation unless the slot is open: all are, until the case was handed in; then those that follow."""
    if case.status not in EDITABLE and (case.tolerance is None or slot not in case.tolerance.slots):
        raise RuleViolation("slot_not_open")


def still_editable(parts: Parts, file: CaseFile, edited: str) -> Writes:
    """Goes with every edit of a part: it fails if the case was submitted meanwhile.

    It also gives a draft, and all that belongs to it, its full time again.
    """
    if file.case.status is not CaseStatus.DRAFT:
        return parts.cases.unchanged(file.case)
    later = expiry(parts)
    state = parts.cases.save(file.case, file.case, expires_at=later)
    return (*state, *parts.cases.put_off(file, later, edited), *acting.noted(parts, file.case, None, later))


def draft_expiry(parts: Parts, case: Case) -> int | None:
    """When what belongs to the case expires: drafts do, cases do not."""
    return expiry(parts) if case.status is CaseStatus.DRAFT else None


def expiry(parts: Parts) -> int:
    """Epoch seconds at which a draft edited now is gone."""
    return epoch(parts.wall.now() + timedelta(days=parts.settings().draft_days))


def form_context(case: Case, round_: int) -> str:
    """Binds a sealed form to its case and round."""
    return f"form:{case.case_id}:{round_}"


def _answers_context(case: Case) -> str:
    return f"answers:{case.case_id}"


def sealed_answers(parts: Parts, case: Case, answers: dict[str, Any]) -> str | None:
    """They tell of somebody's circumstances, so they are under their key."""
    if not answers:
        return None
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    return parts.sealer.seal(parts.people.salt_of(case.owner), text, _answers_context(case))


def form_text(parts: Parts, form: dict[str, Any]) -> str:
    """The form as it is sealed. Raises TooLarge."""
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > parts.settings().form_max_bytes:
        raise TooLarge("form_too_large", limit=parts.settings().form_max_bytes)
    return text


def sealed_form(parts: Parts, by: Caller, file: CaseFile, text: str, expect: int) -> Form:
    """The form of the round that is being filled in, as the caller leaves it. Raises Stale."""
    round_ = editing_round(file.case)
    stored = file.forms.get(round_)
    if (stored.version if stored else 0) != expect:
        raise Stale("version_stale")
    salt = parts.people.salt_of(file.case.owner)
    sealed = parts.sealer.seal(salt, text, form_context(file.case, round_))
    prefilled = stored.prefilled if stored else None
    return Form(round_, sealed, sha256(sealed.encode()), expect, entered_by=acting.helper(by), prefilled=prefilled)
