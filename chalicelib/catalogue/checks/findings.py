"""Element check (要素校验): every rule on one item by itself, each in a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.catalogue.checks.advice import advice_on
from chalicelib.catalogue.checks.basis import basis_faults
from chalicelib.catalogue.checks.characters import character_faults
from chalicelib.catalogue.checks.coding import coding_faults
from chalicelib.catalogue.checks.completeness import completeness_faults
from chalicelib.catalogue.checks.limits import limit_advice, limit_faults
from chalicelib.catalogue.checks.lists import list_faults
from chalicelib.catalogue.checks.reform import ends, reform_faults
from chalicelib.catalogue.checks.structure import audit_faults
from chalicelib.catalogue.checks.vagueness import vague_faults
from chalicelib.shared.errors import Fault

if TYPE_CHECKING:
    from chalicelib.deadlines.service import Calendar


class Findings(NamedTuple):
    """What must be changed before anybody passes the item, and what is worth changing."""

    faults: tuple[Fault, ...] = ()
    advice: tuple[Fault, ...] = ()


def findings(content: Mapping[str, Any], vague_wording: Iterable[str], calendar: Calendar | None = None) -> Findings:
    """What is to be said of a content whose structure is right. An item that ends need not be a good one any more.

    Limits are compared by `calendar`, or by the shipped one.
    """
    if ends(content):
        return Findings((*reform_faults(content), *character_faults(content)))
    faults = (
        *completeness_faults(content),
        *basis_faults(content),
        *vague_faults(content, vague_wording),
        *limit_faults(content, calendar),
        *list_faults(content),
        *coding_faults(content),
        *character_faults(content),
        *reform_faults(content),
        *audit_faults(content),
    )
    return Findings(faults, (*advice_on(content), *limit_advice(content, calendar)))
