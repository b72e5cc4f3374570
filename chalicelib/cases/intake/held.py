"""已有信息: what the city holds of whoever applies is looked up, and no applicant is asked for it.

What can be had by sharing data may not be demanded again (国务院令第716号 Art. 7). Telling that it is there uses
nothing of it, so it needs no consent. Nothing is read for it either: whoever begins a case is a person whose name and
number the population register confirmed, or acts for one or for an organisation of the business register.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Terms
from chalicelib.shared.owners import is_organisation


class Register(NamedTuple):
    """Where something is held, and how it came to be known."""

    by: str
    how: str


RESIDENT_IDENTITY, BUSINESS_LICENCE = "resident_identity", "business_licence"
REGISTERS = {
    RESIDENT_IDENTITY: Register("population_register", "姓名和公民身份号码已经与人口库核验一致"),
    BUSINESS_LICENCE: Register("business_register", "统一社会信用代码已经与市场主体登记信息核验一致"),
}
"""By kind of holding, as guides tell them."""


def looked_up(terms: Terms, case: Case) -> Case:
    """The case, asking for nothing that the city holds of its owner: those slots stand in `held`, not in `required`."""
    kind = BUSINESS_LICENCE if is_organisation(case.owner) else RESIDENT_IDENTITY
    kinds = {slot.code: slot.held_as for slot in terms.slots}
    held = {code: kind for code in case.required if kinds.get(code) == kind}
    return case._replace(required=tuple(code for code in case.required if code not in held), held=held)


def shown(terms: Terms, case: Case) -> list[dict[str, Any]]:
    """What was looked up instead of being asked for: of which material, in which register, and when."""
    names = {slot.code: slot.name for slot in terms.slots}
    return [
        {
            "slot": code,
            "name": names.get(code, code),
            "kind": kind,
            "by": REGISTERS[kind].by,
            "how": REGISTERS[kind].how,
            "looked_up_at": case.created_at,
        }
        for code, kind in case.held.items()
    ]
