"""Enforcement's public door: follow what stands, tell what is due, do what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from chalicelib.enforcement.ports import DeadlineStore, Due, Owners
from chalicelib.enforcement.rules import Kept, differences, first_look, to_look_at
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import Clock, civil_date, rfc3339
from chalicelib.shared.due import Deadline, Standing

__all__ = ["EnforcementService", "Followed", "StillDue"]

_NEVER = "~"


class StillDue(RuntimeError):
    """The owner was asked to do what is due, and it is due all the same."""


class Followed(NamedTuple):
    """What following a subject wrote: how many deadlines, and which of them have an estimated day now.

    `next_at` tells of every deadline that stands when to come back to it, `calendar` by which they are reckoned now,
    `seq` as of which act.
    """

    written: int
    provisional: tuple[str, ...]
    next_at: Mapping[str, str | None]
    calendar: str
    seq: int


class EnforcementService:
    """Keeps what owners say, and comes back to them. `wall` tells months and ends of life, `law` what is due."""

    def __init__(self, store: DeadlineStore, owners: Owners, committer: Committer, wall: Clock, law: Clock) -> None:
        self._store = store
        self._owners = owners
        self._committer = committer
        self._wall = wall
        self._law = law

    def follow(self, subject: str) -> Followed:
        """Keep what stands of a subject now; late, twice or out of order gives the same.

        What is kept is read before the owner is asked, and must be unchanged when it is written: of two who follow at
        once, the one who asked earlier looks again. Whoever wrote asks once more: somebody who found nothing to write,
        and so left no trace, may have asked later. Raises `Unowned`, RuleViolation `changed_meanwhile`.
        """
        done = Followed(**self._committer.commit(lambda: self._followed(subject), None))
        if done.written and self._owners(subject).standing(subject).seq != done.seq:
            again = self.follow(subject)
            return again._replace(provisional=tuple(sorted({*done.provisional, *again.provisional})))
        return done

    def due(self) -> Iterator[Due]:
        """Everything to be done about which the time has come, by law time now; reads as it is asked on.

        Once a date of law time it goes back to the first month there ever was; it is noted when that was read to its
        end, so whoever stops before reads it again the next time.
        """
        law = rfc3339(self._law.now())
        today = civil_date(self._law.now()).isoformat()
        look = self._store.look() or first_look(self._written)
        yield from self._store.due(to_look_at(look, law, self._written, today), law)
        if look.whole_on != today:
            self._committer.commit(lambda: Change(self._store.looked(look._replace(whole_on=today))), None)

    def enforce(self, subject: str, name: str) -> Followed:
        """Let the owner do what is due of this deadline, and follow; early, late, twice or after its end is harmless.

        Raises `Unowned`, what the owner raises, and `StillDue` if the owner left it as it was.
        """
        now = rfc3339(self._law.now())
        self._owners(subject).enforce(subject, name)
        followed = self.follow(subject)
        if (followed.next_at.get(name) or _NEVER) <= now:
            raise StillDue(f"{subject} {name}")
        return followed

    def _followed(self, subject: str) -> Change:
        known = self._store.known(subject)
        standing = self._owners(subject).standing(subject)
        now = _kept(standing)
        differ = differences(known.deadlines, now)
        if differ.none or standing.seq < known.seq:
            return Change(answer=_answer(standing, now))
        writes = self._store.changes(known, standing.seq, differ, over=not now)
        return Change(writes, answer=_answer(standing, now, len(differ.put) + len(differ.gone), differ.provisional))

    @property
    def _written(self) -> str:
        return rfc3339(self._wall.now())


def _kept(standing: Standing) -> dict[str, Kept]:
    return {each.name: _as_kept(each) for each in standing.deadlines}


def _as_kept(deadline: Deadline) -> Kept:
    return Kept(deadline.name, deadline.due_on, deadline.next_at, deadline.provisional)


def _answer(
    standing: Standing, now: Mapping[str, Kept], written: int = 0, provisional: tuple[str, ...] = ()
) -> Mapping[str, Any]:
    next_at = {name: each.next_at for name, each in now.items()}
    calendar = next((each.calendar for each in standing.deadlines), "")
    return {
        "written": written,
        "provisional": provisional,
        "next_at": next_at,
        "calendar": calendar,
        "seq": standing.seq,
    }
