"""What signing commitments leaves of a submission, once the credit platform did not speak against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.cases.intake import letters
from chalicelib.cases.records import DECLARATION, TOLERANCE
from chalicelib.cases.rules import Case
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.ids import new_id

if TYPE_CHECKING:
    from chalicelib.cases.credit import CreditStanding
    from chalicelib.cases.intake.letters import Letter
    from chalicelib.cases.intake.verdict import Verdict
    from chalicelib.cases.parts import Parts
    from chalicelib.cases.ports import Applicant
    from chalicelib.cases.records import Declared, Tolerance


def signed(parts: Parts, case: Case, verdict: Verdict, asked: list[CreditStanding]) -> dict[str, Any]:
    """What the act says of the letters. `asked` keeps the platform's answer for when the write is tried anew.

    Raises RuleViolation `credit_bars_letter`, UpstreamUnavailable.
    """
    by_kind = {letter.kind: letter for letter in verdict.signed}
    said = _following(case, verdict, by_kind.get(TOLERANCE)) | _declared(case, verdict, by_kind.get(DECLARATION))
    if by_kind:
        standing = _in_good_faith(parts, verdict, asked)
        said["credit"] = {"serial_no": standing.serial_no, "red_list": standing.red_list}
        said["letters"] = [letter.kind for letter in verdict.signed]
        said["letters_sealed"] = letters.sealed(parts, case, verdict.applicant.salt, verdict.signed)
    return said


def _following(case: Case, verdict: Verdict, letter: Letter | None) -> dict[str, Any]:
    """What may still follow: by a letter signed now, else what is left of an earlier round's. No day is put off."""
    before = case.tolerance
    if letter:
        due = {"due_on": before.due_on} if before and before.due_on else {}
        return {"tolerance": {"slots": list(letter.slots), "letter_sha256": letter.sha256, "kind": "requested", **due}}
    return {"tolerance": _left(before, verdict)} if before else {}


def _declared(case: Case, verdict: Verdict, letter: Letter | None) -> dict[str, Any]:
    """What a promise stands for: what was proved after all needs none."""
    if letter:
        return {"declared": {"slots": list(letter.slots), "letter_sha256": letter.sha256}}
    return {"declared": _left(case.declared, verdict)} if case.declared else {}


def _left(before: Tolerance | Declared, verdict: Verdict) -> dict[str, Any] | None:
    left = [code for code in before.slots if code in verdict.lacking]
    return {**before._asdict(), "slots": left} if left else None


def _in_good_faith(parts: Parts, verdict: Verdict, asked: list[CreditStanding]) -> CreditStanding:
    if not asked:
        asked.append(_asked(parts, verdict.applicant))
    if asked[0].bad_faith:
        raise RuleViolation(
            "credit_bars_letter", letters="、".join(f"《{letters.TITLES[one.kind]}》" for one in verdict.signed)
        )
    return asked[0]


def _asked(parts: Parts, applicant: Applicant) -> CreditStanding:
    return parts.credit().standing(new_id(), applicant.name, applicant.number)
