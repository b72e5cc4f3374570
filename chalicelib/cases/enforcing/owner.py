"""Cases before whoever keeps the clock (`chalicelib.shared.due.Owner`)."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.cases.enforcing.course import MOST, taken
from chalicelib.cases.enforcing.days import Reminding
from chalicelib.cases.enforcing.known import known
from chalicelib.cases.enforcing.recomputing import recomputed
from chalicelib.cases.enforcing.standing import standing
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.shared.change import Change
from chalicelib.shared.due import Before, Moved, Standing

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
        """If anything is due of a deadline, do all that is due of its case, in one transaction; again if it changed."""
        found = done = self._enforced(subject, name)
        while done == MOST:
            done = self._enforced(subject, name)
        return bool(found)

    def _enforced(self, subject: str, name: str) -> int:
        def change() -> Change:
            before = self._case(subject)
            if before is None:
                return Change(answer={"acts": 0})
            after, done = taken(self._parts, known(self._parts, before), self._settings(), name)
            writes = self._parts.cases.save(before, after) if done else ()
            return Change(writes, tuple(done), {"acts": len(done)})

        return int(self._parts.committer.commit(change, None)["acts"])

    def recompute(self, subject: str, before: Before) -> tuple[Moved, ...]:
        """Reckon the days anew; what was only estimated so far may become binding."""
        moved: tuple[Moved, ...] = ()

        def change() -> Change:
            nonlocal moved
            case = self._case(subject)
            found = recomputed(self._parts, known(self._parts, case), self._settings(), before) if case else None
            moved = found.moved if found else ()
            if case is None or found is None:
                return Change(answer={})
            return Change(self._parts.cases.save(case, found.case), (found.act,), {})

        self._parts.committer.commit(change, None)
        return moved

    def _case(self, subject: str) -> Case | None:
        return self._parts.cases.case(subject.removeprefix(_PREFIX))
