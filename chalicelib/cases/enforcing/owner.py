"""Cases before whoever keeps the clock (`chalicelib.shared.due.Owner`)."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.cases.enforcing.days import Reminding
from chalicelib.cases.enforcing.ending import ENDINGS
from chalicelib.cases.enforcing.known import Known, known
from chalicelib.cases.enforcing.recomputing import recomputed
from chalicelib.cases.enforcing.standing import Watched, all_of, standing
from chalicelib.cases.enforcing.telling import told
from chalicelib.cases.history.enforcing import PASSED
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.due import Moved, Standing

_NOTHING = Standing(0)
_PREFIX = "case#"


class CaseDeadlines:
    """The deadlines of cases. `settings` is the configuration document `supervision` as in force."""

    def __init__(self, parts: Parts, settings: Callable[[], Reminding]) -> None:
        self._parts = parts
        self._settings = settings

    def standing(self, subject: str) -> Standing:
        """What stands of a case."""
        case = self._case(subject)
        return standing(known(self._parts, case), self._settings()) if case else _NOTHING

    def enforce(self, subject: str, name: str) -> bool:
        """Do what is due of a deadline, in one transaction; decided anew if somebody was faster."""

        def change() -> Change:
            before = self._case(subject)
            after, done = self._enforced(before, name) if before else (None, [])
            writes = self._parts.cases.save(before, after) if after and done else ()
            return Change(writes, tuple(done), {"acts": len(done)})

        return bool(self._parts.committer.commit(change, None)["acts"])

    def recompute(self, subject: str) -> tuple[Moved, ...]:
        """Reckon the days that acts told anew; what was only estimated so far may become binding."""
        moved: tuple[Moved, ...] = ()

        def change() -> Change:
            nonlocal moved
            before = self._case(subject)
            found = recomputed(self._parts, known(self._parts, before)) if before else None
            moved = found.moved if found else ()
            if before is None or found is None:
                return Change(answer={})
            return Change(self._parts.cases.save(before, found.case), (found.act,), {})

        self._parts.committer.commit(change, None)
        return moved

    def _case(self, subject: str) -> Case | None:
        return self._parts.cases.case(subject.removeprefix(_PREFIX))

    def _enforced(self, case: Case, name: str) -> tuple[Case, list[Act]]:
        """The case after what is due of the deadline, and its acts; itself where there is nothing (any more)."""
        read = known(self._parts, case)
        watched = next((one for one in all_of(read, self._settings()) if one.deadline.name == name), None)
        return self._followed(read, watched) if watched else (case, [])

    def _followed(self, read: Known, watched: Watched) -> tuple[Case, list[Act]]:
        """What the law makes of it when it is over takes the place of reminders that come too late."""
        marks = [moment.mark for moment in watched.due(rfc3339(self._parts.law.now()))]
        if PASSED in marks and (ending := ENDINGS.get(watched.running.kind)):
            case, act = ending(self._parts, read)
            return case, [act]
        case, done = read.stored, list[Act]()
        for mark in marks:
            case, act = told(self._parts, read, case, watched.running, mark)
            done.append(act)
        return case, done
