"""Whatever handing in is refused for, all of it at once: pre-check (预检) tells it, submission goes by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.cases import acting
from chalicelib.cases.intake import forms
from chalicelib.cases.intake.drafts import form_context
from chalicelib.cases.intake.materials import PENDING, lacking
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Applicant, Authority, CaseFile, Form
from chalicelib.cases.records import DECLARATION, TOLERANCE, Signature
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Fault, Forbidden, Invalid, NotFound, RuleViolation, ServiceError

if TYPE_CHECKING:
    from chalicelib.cases.intake.letters import Letter


class Verdict(NamedTuple):
    """What stands against handing in: `obstacles` for which nobody may, and `faults` of what was filled in.

    `lacking` are the required slots that hold no file, whether or not a letter stands for them.
    """

    terms: Terms
    applicant: Applicant
    form: Form | None
    filled: dict[str, Any]
    lacking: tuple[str, ...]
    signed: tuple[Letter, ...]
    obstacles: tuple[ServiceError, ...]
    faults: tuple[Fault, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands against it."""
        return not self.obstacles and not self.faults

    @property
    def everything(self) -> tuple[Fault, ...]:
        """All that stands against it: what is about the whole, whose pointer is empty, and then every field."""
        return (*map(_about_the_whole, self.obstacles), *self.faults)

    def require_ready(self) -> None:
        """Raise the first obstacle, or else Invalid, with all that stands beside it as its faults."""
        if self.obstacles:
            self.obstacles[0].faults = self.everything[1:]
            raise self.obstacles[0]
        if self.faults:
            raise Invalid("application_incomplete", faults=self.faults)


def judge(
    parts: Parts, by: Caller, file: CaseFile, authority: Authority | None, signatures: Sequence[Signature] = ()
) -> Verdict:
    """Judge what is about to be handed in, with the letters that are signed along with it."""
    case = file.case
    terms = parts.items.terms(case.item_code, case.item_version)
    applicant, obstacles = _who(parts, by, case, authority)
    if case.status is CaseStatus.DRAFT:
        obstacles += _obstacles(parts, by, case, authority, terms)
    form, filled = _filled(parts, file, applicant.salt)
    open_ = lacking(file)
    signed: tuple[Letter, ...] = ()
    faults = list(_form_faults(terms, filled))
    if signatures:
        from chalicelib.cases.intake import letters

        signed, changed, wrong = letters.judged(parts, terms, open_, signatures)
        obstacles += changed
        faults += wrong
    faults += missing_materials(terms, file, set(open_) - _committed(case, signed))
    return Verdict(terms, applicant, form, filled, open_, signed, tuple(obstacles), tuple(faults))


def _about_the_whole(refused: ServiceError) -> Fault:
    from chalicelib.shared.problem import wording

    title, detail = wording(refused.code, "cases")
    return Fault("", refused.code, {"hint": f"{title}:{detail.format_map(refused.params)}"})


def _who(parts: Parts, by: Caller, case: Case, authority: Authority | None) -> tuple[Applicant, list[ServiceError]]:
    try:
        return acting.applicant(parts, case, authority, by), []
    except RuleViolation as refused:
        return parts.people.applicant(case.owner), [refused]


def _obstacles(parts: Parts, by: Caller, case: Case, authority: Authority | None, terms: Terms) -> list[ServiceError]:
    """A draft may be older than its item, and be handed in by another channel or session than it was begun by.

    Whose it is and what kind of applicant they are stays as it was when it was begun.
    """
    checks: tuple[Callable[[], None], ...] = (
        lambda: _require_in_force(parts, case),
        lambda: acting.require_level_for(by, authority, terms),
        lambda: acting.require_channel(terms, by.channel),
    )
    return [refused for check in checks for refused in _refused(check)]


def _refused(check: Callable[[], None]) -> Iterator[ServiceError]:
    try:
        check()
    except (RuleViolation, Forbidden) as refused:
        yield refused


def _require_in_force(parts: Parts, case: Case) -> None:
    try:
        terms = parts.items.terms(case.item_code)
    except NotFound as gone:
        raise RuleViolation("item_withdrawn", name=case.item_name) from gone
    if terms.version != case.item_version and not _says_the_same(parts, case, terms):
        raise RuleViolation("item_changed", name=case.item_name)


def _says_the_same(parts: Parts, case: Case, terms: Terms) -> bool:
    """Whether the edition in force has the very content of the draft's own."""
    return parts.items.terms(case.item_code, case.item_version).sha256 == terms.sha256


def _filled(parts: Parts, file: CaseFile, salt: str) -> tuple[Form | None, dict[str, Any]]:
    """The form to hand in and its content; an item without a form still hands one in, the empty one."""
    form = file.forms[max(file.forms)] if file.forms else None
    if form is None:
        return None, {}
    return form, json.loads(parts.sealer.open(salt, form.sealed, form_context(file.case, form.round)))


def _form_faults(terms: Terms, filled: dict[str, Any]) -> Iterator[Fault]:
    wrong, lacking = forms.faults(terms.form_schema, filled)
    for fault in (*wrong, *lacking):
        yield fault._replace(pointer=f"/form{fault.pointer}")


def _committed(case: Case, signed: Iterable[Letter]) -> set[str]:
    """What letters stand for: an earlier round's until another one of its kind is signed."""
    by_kind = {TOLERANCE: case.tolerance, DECLARATION: case.declared} | {letter.kind: letter for letter in signed}
    return {code for letter in by_kind.values() if letter for code in letter.slots}


def missing_materials(terms: Terms, file: CaseFile, codes: set[str]) -> Iterator[Fault]:
    """Of these slots, which hold no file, what each is called, and whether an upload was begun."""
    begun = {material.slot for material in file.materials if material.state == PENDING}
    for code in [code for code in file.case.required if code in codes]:
        slot = terms.slot(code)
        fault = "material_unfinished" if code in begun else "material_missing"
        yield Fault(f"/materials/{code}", fault, {"name": slot.name if slot else code})
