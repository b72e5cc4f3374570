"""Cards on the real table: a city of which everything else stands in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from chalicelib.configuration.documents import Supervision
from chalicelib.deadlines.service import Calendar, shipped
from chalicelib.identity.access_log.openings import facts
from chalicelib.shared import act_table
from chalicelib.shared.access import Caller, Post, Reach, Role, check, system
from chalicelib.shared.acts import Act, Chain, Recorder, verify_chain
from chalicelib.shared.clocks import SHANGHAI, LawClock
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import NotFound
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from chalicelib.supervision.adapters.dates import OfficeDates
from chalicelib.supervision.cards.parts import CardParts
from chalicelib.supervision.cards.ports import CaseOf
from chalicelib.supervision.cards.records import Card
from chalicelib.supervision.routes import cards as routes
from chalicelib.supervision.table.cards import CardTable
from tests.builders import a_clerk
from tests.fakes import SECRET, FakeClock
from tests.supervision.cases import DIVISION, ITEM

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""Nine in the morning of 2 March 2026 in the city; no holiday is near."""
OFFICE = (DIVISION, "09")
DUE_ON = "2026-03-06"
PERSON = "200001"
_TYPES = {type_.name: type_ for type_ in ACT_TYPES}


@dataclass
class FakeCases:
    """`Cases`: every case is 张三's."""

    asked: int = 0

    def of(self, case_id: str) -> CaseOf:
        self.asked += 1
        return CaseOf(f"NO-{case_id}", "person-zhang")


@dataclass
class FakeOwners:
    """`Owners`; those in `erased` are no more; who opened what of whom is noted."""

    erased: set[str] = field(default_factory=set)
    openings: list[tuple[str, str, str]] = field(default_factory=list)

    def salt_of(self, owner: str) -> str:
        if owner in self.erased:
            raise NotFound("person_not_found")
        return f"salt-{owner}"

    def opened(self, reader: Caller, owner: str, why: str, what: str, case_no: str | None) -> None:
        self.openings.append((reader.id, owner, str(facts(reader, owner, why, what, case_no)["why"])))


@dataclass
class FakeCalendars:
    """The shipped calendar, but for the divisions in `own`."""

    own: dict[str, Calendar] = field(default_factory=dict)

    def of(self, division_code: str) -> Calendar:
        return self.own.get(division_code) or shipped()


class City:
    """A city's cards, and the clocks by which they run."""

    def __init__(self, now: datetime = MONDAY, settings: Supervision | None = None) -> None:
        self.clock = FakeClock(now)
        self.cases, self.owners, self.calendars = FakeCases(), FakeOwners(), FakeCalendars()
        sealer = Sealer(SECRET)
        self.parts = CardParts(
            store=CardTable(),
            cases=self.cases,
            dates=OfficeDates(self.calendars.of),
            owners=self.owners,
            sealer=sealer,
            recorder=Recorder(self.clock, self.clock, lambda: 7),
            committer=DynamoCommitter(OnceBook(sealer, self.clock)),
            law=LawClock(self.clock),
            settings=lambda: settings or Supervision(),
            keep_until=lambda: "2056-12-31",
        )

    def until(self, moment: str) -> None:
        """Let it become that moment in the city: `2026-03-09 23:59`."""
        then = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
        self.clock.move(then - self.clock.now())

    def card(self, card_id: str) -> Card:
        found = self.parts.store.card(card_id)
        assert found is not None
        return found

    def acts(self, card_id: str) -> list[Act]:
        """The card's chain, verified."""
        found = list(act_table.acts_of(f"card#{card_id}"))
        assert verify_chain(f"card#{card_id}", found) == self.card(card_id).chain
        return found


def passed(kind: str = "committed", case_id: str = "1", *, staff_no: str | None = PERSON, **facts: Any) -> Act:
    """The clock said that a deadline of a case is over."""
    return of_the_clock("case.deadline_passed", kind, case_id, staff_no=staff_no, **facts)


def neared(kind: str = "committed", case_id: str = "1", *, staff_no: str | None = PERSON, **facts: Any) -> Act:
    """The clock said that it is near."""
    return of_the_clock("case.deadline_neared", kind, case_id, staff_no=staff_no, **facts)


def of_the_clock(type_name: str, kind: str, case_id: str, **facts: Any) -> Act:
    deadline = {"kind": kind, "key": facts.pop("key", ""), "due_on": facts.pop("due_on", DUE_ON)}
    if "provisional" in facts:
        deadline["provisional"] = facts.pop("provisional")
    return a_fact(type_name, case_id, deadline=deadline, by=system("enforcement"), **facts)


def a_fact(type_name: str, case_id: str = "1", *, by: Caller | None = None, seq: int = 4, **facts: Any) -> Act:
    """One act of a case at the desk of the office."""
    told = {"status": {"from": "examining", "to": "examining"}, "item_code": ITEM, "channel": "h5", **facts}
    told = {"division_code": DIVISION, "department": "09", **told}
    clock, type_ = FakeClock(MONDAY), _TYPES[type_name]
    return Recorder(clock, clock, lambda: 0).next(Chain(f"case#{case_id}", seq), type_, by or a_clerk(), told)


def at_work(role: Role, *offices: tuple[str, str], number: str = "", for_: str | None = None) -> Caller:
    """Somebody with a post of that role for each office; for the office of the cards if none is given."""
    posts = tuple(Post(frozenset({role}), (dept,), (area,), for_) for area, dept in offices or (OFFICE,))
    return Caller(kind="staff", id=number or f"T-{role}", posts=posts, session_id="s", channel="window")


def entering(path: str, caller: Caller) -> Caller:
    """The caller as that route lets them in. Raises Forbidden."""
    access = next(spec.access for spec in routes.routes.specs if spec.path == f"/v1/supervision/cards{path}")
    check(access, caller)
    caller.reach, caller.reach_checked = access.reach, False
    return caller


def supervisor(number: str = "700001") -> Caller:
    caller = at_work(Role.SUPERVISOR, (DIVISION, "*"), number=number)
    caller.allowed, caller.reach = frozenset({Role.SUPERVISOR}), Reach.OFFICE
    return caller


def person(number: str = PERSON) -> Caller:
    return at_work(Role.EXAMINER, number=number)
