"""Whether nothing was lost or doubled: what the city holds afterwards, against what was played."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.shared.acts import Act, ChainBroken, verify_chain
from infra.replay.playing import Handled, Played, told
from infra.replay.town import Town

if TYPE_CHECKING:
    from chalicelib.cases.rules import Case

_PAGE = 200


class Held(NamedTuple):
    """A case as the city holds it, with its acts; `wrong` is whatever is not as it should be."""

    case: Case
    acts: tuple[Act, ...]
    wrong: tuple[str, ...]


def held(town: Town, played: Played) -> tuple[dict[str, Held], list[str]]:
    """By the log's case ids, every case that was begun; and what is there beside them, or is not."""
    begun = {handled.case_id: handled for handled in played.cases.values() if handled.case_id}
    listed = list(_listed(town))
    wrong = [f"{case_id} is listed {listed.count(case_id)} times" for case_id in sorted({*listed} | {*begun})]
    wrong = [one for one in wrong if not one.endswith(" 1 times")]
    wrong += [f"{case_id} is nobody's" for case_id in sorted(set(listed) - set(begun))]
    return {handled.told.case_id: _held(town, handled) for handled in begun.values()}, wrong


def _listed(town: Town) -> Iterator[str]:
    """The applicant's cases, as the city lists them."""
    position = None
    while True:
        page = town.parts.cases.of_owner(town.applicant.id, _PAGE, position)
        yield from (case.case_id for case in page.entries)
        position = page.next
        if position is None:
            return


def _held(town: Town, handled: Handled) -> Held:
    case = town.parts.cases.case(handled.case_id)
    assert case is not None  # noqa: S101 - it was begun
    acts = tuple(town.parts.cases.acts(case.subject))
    return Held(case, acts, tuple(_wrong(town, handled, case, acts)))


def _wrong(town: Town, handled: Handled, case: Case, acts: tuple[Act, ...]) -> Iterator[str]:
    try:
        verify_chain(case.subject, acts)
    except ChainBroken as broken:
        yield f"chain {broken}"
    if _folded(acts) != case._replace(version=0):
        yield "state is not what its acts say"
    if _told_by_acts(town, case, acts) != [told(event) for event in handled.applied]:
        yield "work lost or doubled"


def _folded(acts: tuple[Act, ...]) -> Case | None:
    from chalicelib.cases.history import evolve

    state = None
    for act in acts:
        state = evolve(state, act.type, act.changes, act.law_time, act.seq, act.hash)
    return state


def _told_by_acts(town: Town, case: Case, acts: tuple[Act, ...]) -> list[str]:
    """What the acts say was done, opened again."""
    from chalicelib.cases.performing import notice_context

    salt, context = town.parts.people.salt_of(case.owner), notice_context(case.case_id)
    sealed = [str(act.changes["opinion_sealed"]) for act in acts if "opinion_sealed" in act.changes]
    return [town.parts.sealer.open(salt, one, context) for one in sealed]
