"""How a case ended: its acts, its state as they say, and what is kept of its deadlines."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chalicelib.cases.rules import Case
    from chalicelib.shared.acts import Act

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+Z")


class Ended(NamedTuple):
    """`whole`: the chain is, and the state is what the acts say. `digest` tells states apart, not ids and instants."""

    types: tuple[str, ...]
    whole: bool
    digest: str


def ended(case_id: str) -> Ended:
    """Read from the tables."""
    from chalicelib.wiring.cases import case_table
    from chalicelib.wiring.enforcement import deadline_table

    case, acts = case_table().case(case_id), list(case_table().acts(f"case#{case_id}"))
    if case is None:
        return Ended((), whole=False, digest="")
    kept = sorted(deadline_table().known(case.subject).deadlines.items())
    text = f"{_without_ids(case)} {kept}"
    return Ended(tuple(act.type for act in acts), _whole(case, acts), sha256(text.encode()).hexdigest())


def _without_ids(case: Case) -> str:
    from chalicelib.cases.encoding import case_text

    text = case_text(case._replace(case_no=None, public_no=None, head=""))
    return _INSTANT.sub("", text.replace(case.case_id, ""))


def _whole(case: Case, acts: list[Act]) -> bool:
    from chalicelib.cases.history import evolve
    from chalicelib.shared.acts import ChainBroken, verify_chain

    state: Case | None = None
    for act in acts:
        state = evolve(state, act.type, act.changes, act.law_time, act.seq, act.hash)
    try:
        verify_chain(case.subject, acts)
    except ChainBroken:
        return False
    return state == case._replace(version=0)
