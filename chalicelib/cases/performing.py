"""How every act on a case is carried out: read, decide by the rules, record, write; again if others were faster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from chalicelib.cases.acting import asked, reach
from chalicelib.cases.grounds import ground
from chalicelib.cases.history import evolve
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope, Writes
from chalicelib.cases.rules import Case, CaseAct, facts, status_after
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import GENESIS, Act, ActType, Chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.errors import NotFound

_T = TypeVar("_T")


def loaded(parts: Parts, case_id: str, caller: Caller) -> Case:
    """The case, to look at, within the caller's reach; NotFound otherwise."""
    case = found(parts.cases.case(case_id))
    reach(parts, case, caller, Scope.VIEW)
    return case


def consulted(parts: Parts, case_id: str, caller: Caller) -> Case:
    """The same, also for a colleague who was asked about the case and has not answered."""
    case = found(parts.cases.case(case_id))
    if not asked(case, caller):
        reach(parts, case, caller, Scope.VIEW)
    return case


def found(thing: _T | None) -> _T:
    """The case, or the case with all that belongs to it. Raises NotFound."""
    if thing is None:
        raise NotFound("case_not_found")
    return thing


def recorded(
    parts: Parts, case: Case, type_: ActType, by: Caller, changes: dict[str, Any], article: str | None = None
) -> tuple[Case, Act]:
    """The case after the act, and the act."""
    chain = Chain(case.subject, case.seq, case.head or GENESIS)
    act = parts.recorder.next(
        chain, type_, by, changes, ground=article, retain_until=retention(parts.law, parts.settings)
    )
    before = case if case.seq else None
    after = evolve(before, act.type, act.changes, act.law_time, act.seq, act.hash)
    return after._replace(version=case.version), act


def perform(
    parts: Parts,
    case_id: str,
    by: Caller,
    once: Once | None,
    decide: Callable[[Case], tuple[list[Act], Case, Writes, dict[str, Any]]],
    *,
    who_was_asked: bool = False,
) -> dict[str, Any]:
    """Run `decide` on the stored case until its acts, the state that follows and `Writes` are stored as one.

    `who_was_asked`: a colleague with an open question may do this, whatever their own office is.
    """

    def change() -> Change:
        before = consulted(parts, case_id, by) if who_was_asked else loaded(parts, case_id, by)
        acts, after, writes, answer = decide(before)
        return Change((*parts.cases.save(before, after), *writes), tuple(acts), answer)

    return parts.committer.commit(change, once)


def legal(
    parts: Parts,
    case: Case,
    act: CaseAct,
    type_: ActType,
    by: Caller,
    said: dict[str, Any],
    *,
    article: str | None = None,
) -> tuple[Case, Act]:
    """Carry out one legal act: allowed from here, its facts on the record, and `article`, or else the regime's.

    An empty `article`: what is done so stands on none of the regime's.
    """
    after = status_after(case, act)
    regime = parts.items.terms(case.item_code, case.item_version).legal_regime
    named = ground(regime, act) if article is None else article
    return recorded(parts, case, type_, by, {**facts(case, after), **said}, named or None)


def sealed_notice(parts: Parts, case: Case, text: str) -> str:
    """Free text for the applicant, under the applicant's key."""
    salt = parts.people.salt_of(case.owner)
    return parts.sealer.seal(salt, text, notice_context(case.case_id))


def notice_context(case_id: str) -> str:
    """Binds a sealed notice to its case."""
    return f"notice:{case_id}"


def law_now(parts: Parts) -> datetime:
    """The instant of law time."""
    return parts.law.now()


def retention(law: LawClock, settings: Callable[[], Any]) -> str:
    """The last day on which what is recorded now must still be kept."""
    return f"{law.today().year + settings().retention_years:04d}-12-31"
