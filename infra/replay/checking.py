"""Whether nothing was lost or doubled: what the city holds afterwards, against the log's lines as they were read.

What the player noted while it played is not asked: whatever line was not refused must be on the record, once, at its
instant, by whoever did it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.shared.acts import Act, ChainBroken, verify_chain
from chalicelib.shared.clocks import rfc3339
from infra.replay.plan import lawful
from infra.replay.playing import UNNAMED, Handled, Played, told
from infra.replay.town import Town

if TYPE_CHECKING:
    from chalicelib.cases.rules import Case

_PAGE = 200


class Done(NamedTuple):
    """A piece of work: when (RFC 3339 UTC), by whom, and which it was."""

    at: str
    by: str
    what: str


class Held(NamedTuple):
    """A case as the city holds it, with its acts; `wrong` is whatever is not as it should be."""

    case: Case
    acts: tuple[Act, ...]
    work: tuple[Done, ...]
    wrong: tuple[str, ...]


def held(town: Town, played: Played) -> tuple[dict[str, Held], list[str]]:
    """By the log's case ids, every case that was begun; and what is there beside them, or is not."""
    begun = {handled.case_id: handled for handled in played.cases.values() if handled.case_id}
    listed = list(_listed(town))
    wrong = [f"{case_id} is listed {listed.count(case_id)} times" for case_id in sorted({*listed} | {*begun})]
    wrong = [one for one in wrong if not one.endswith(" 1 times")]
    wrong += [f"{case_id} is nobody's" for case_id in sorted(set(listed) - set(begun))]
    log = _by_the_log(played)
    return {one.told.case_id: _held(town, one, log.get(one.told.case_id, [])) for one in begun.values()}, wrong


def _by_the_log(played: Played) -> dict[str, list[Done]]:
    """By case, the work of every line that was not refused, in its order."""
    refused = {one.line for one in played.refused}
    found: dict[str, list[Done]] = {}
    for event in sorted(played.plan.read, key=lambda event: (lawful(event.ts), event.line)):
        if event.line not in refused:
            done = Done(rfc3339(lawful(event.ts)), event.resource or UNNAMED, told(event))
            found.setdefault(event.case_id, []).append(done)
    return found


def _listed(town: Town) -> Iterator[str]:
    """The applicant's cases, as the city lists them; ends at a page that says to go on where one began before."""
    position, begun = None, list[object]()
    while position not in begun:
        begun.append(position)
        page = town.parts.cases.of_owner(town.applicant.id, _PAGE, position)
        yield from (case.case_id for case in page.entries)
        position = page.next


def _held(town: Town, handled: Handled, log: list[Done]) -> Held:
    case = town.parts.cases.case(handled.case_id)
    assert case is not None  # noqa: S101 - it was begun
    acts = tuple(town.parts.cases.acts(case.subject))
    work = tuple(_told_by_acts(town, case, acts))
    wrong = (*_wrong(case, acts), *_differing(handled, acts, work, log))
    return Held(case, acts, work, wrong)


def _wrong(case: Case, acts: tuple[Act, ...]) -> Iterator[str]:
    try:
        verify_chain(case.subject, acts)
    except ChainBroken as broken:
        yield f"chain {broken}"
    if _folded(acts) != case._replace(version=0):
        yield "state is not what its acts say"


def _differing(handled: Handled, acts: tuple[Act, ...], work: tuple[Done, ...], log: list[Done]) -> Iterator[str]:
    """The work of the log's lines, and when the case began and ended."""
    if work != tuple(log):
        yield "work lost or doubled"
    for type_, at in (("case.accepted", handled.told.start), ("case.concluded", handled.told.end)):
        if [act.law_time for act in acts if act.type == type_] != ([rfc3339(at)] if at else []):
            yield f"{type_} is not where the log has it"


def _folded(acts: tuple[Act, ...]) -> Case | None:
    from chalicelib.cases.history import evolve

    state = None
    for act in acts:
        state = evolve(state, act.type, act.changes, act.law_time, act.seq, act.hash)
    return state


def _told_by_acts(town: Town, case: Case, acts: tuple[Act, ...]) -> Iterator[Done]:
    """What the acts say was done, opened again."""
    from chalicelib.cases.performing import notice_context

    salt, context = town.parts.people.salt_of(case.owner), notice_context(case.case_id)
    for act in acts:
        if "opinion_sealed" in act.changes:
            opened = town.parts.sealer.open(salt, str(act.changes["opinion_sealed"]), context)
            yield Done(act.law_time, act.actor.id, opened)
