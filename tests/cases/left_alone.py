"""A case that is left alone while the law's clock goes on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from chalicelib.cases.enforcing.owner import CaseDeadlines
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.configuration.documents import Supervision
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import SHANGHAI, rfc3339
from chalicelib.shared.due import Deadline
from tests.cases import licences
from tests.cases.fakes import FakeItems, memory_parts
from tests.fakes import FakeClock

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""Nine in the morning of 2 March 2026 in the city; no holiday is near before Qingming, 4 to 6 April."""


def city(items: FakeItems | None = None, now: datetime = MONDAY) -> Parts:
    """A city whose clock stands at that moment, with a licence unless another item is given."""
    return memory_parts(items or licences.an_item(), FakeClock(now))


def owner(parts: Parts) -> CaseDeadlines:
    """Its cases as the owner of their deadlines, as shipped."""
    return CaseDeadlines(parts, Supervision)


def until(parts: Parts, moment: str) -> None:
    """Let it become that moment in the city: `2026-03-09 23:59`; a clock can be put back, too."""
    clock: Any = parts.wall
    clock.move(datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI) - clock.now())


def standing(parts: Parts, case_id: str) -> dict[str, Deadline]:
    """What stands, by name."""
    return {one.name: one for one in owner(parts).standing(f"case#{case_id}").deadlines}


def days(parts: Parts, case_id: str) -> dict[str, str | None]:
    """Their last days."""
    return {name: one.due_on for name, one in standing(parts, case_id).items()}


def enforced(parts: Parts, case_id: str, name: str) -> bool:
    """A message for one deadline came."""
    return owner(parts).enforce(f"case#{case_id}", name)


def swept(parts: Parts, case_id: str) -> list[str]:
    """Whoever keeps the clock asks for all that is due, until nothing is; the names, in order."""
    asked: list[str] = []
    now = rfc3339(parts.law.now())
    while due := [one.name for one in standing(parts, case_id).values() if one.next_at and one.next_at <= now]:
        asked += due[:1]
        assert enforced(parts, case_id, due[0]), due
    return asked


def stored(parts: Parts, case_id: str) -> Case:
    return licences.stored(parts, case_id)


def told(parts: Parts, case_id: str) -> list[Act]:
    """All acts of the case."""
    return list(parts.cases.acts(f"case#{case_id}"))


def by_the_clock(parts: Parts, case_id: str) -> list[tuple[str, str]]:
    """Types of the acts that nobody did but the clock, with the deadline that they are about."""
    acts = [act for act in told(parts, case_id) if act.actor.id == "enforcement"]
    return [(act.type, _about(act.changes)) for act in acts]


def _about(changes: dict[str, Any]) -> str:
    said = changes.get("deadline", {})
    return ":".join(filter(None, (said.get("kind"), said.get("key"))))
