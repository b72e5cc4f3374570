"""Another calendar is in force: every open subject reckons its days anew, and what moved is reported.

Each step is a message of its own; any may come twice, and any may die half-way and come again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.enforcement.ports import AlreadyReported, DeadlineStore, Known, Owners, Queue, ReportStore
from chalicelib.enforcement.rules import Shift, shifts
from chalicelib.enforcement.service import EnforcementService, Followed
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import Clock, rfc3339
from chalicelib.shared.due import Before

SETTLING_S = 75
"""Other containers keep the settings that they read for a minute: whoever reckons by them is looked at after that."""
PAGE = 500

InForce = Callable[[int], None]
"""Makes sure that the settings of this container are of a release, or later. Raises `SettingsOlder`."""


class Recomputing:
    """Reckons a subject anew, and reports it."""

    def __init__(
        self,
        deadlines: DeadlineStore,
        reports: ReportStore,
        service: EnforcementService,
        owners: Owners,
        in_force: InForce,
        committer: Committer,
    ) -> None:
        self._deadlines = deadlines
        self._reports = reports
        self._service = service
        self._owners = owners
        self._in_force = in_force
        self._committer = committer

    def one(self, release: int, subject: str) -> Followed:
        """Let one subject be reckoned anew, and report what moved, once.

        What stood before is kept first: whoever comes again after a death between finds there what moved, for the
        owner has nothing more to tell then.
        """
        self._in_force(release)
        before = self._committer.commit(lambda: self._remembered(release, subject), None)
        known = self._deadlines.known(subject)
        moved = self._owners(subject).recompute(subject, Before(known.seq, _days(known)))
        followed = self._service.follow(subject)
        found = {each.name: each for each in shifts(before, self._deadlines.known(subject).deadlines)}
        found |= {each.name: Shift(each.name, each.before, each.after) for each in moved}
        self._report(release, subject, tuple(found.values()))
        return followed

    def _remembered(self, release: int, subject: str) -> Change:
        before = self._reports.before(release, subject)
        if before is not None:
            return Change(answer=before)
        days = _days(self._deadlines.known(subject))
        return Change(self._reports.remember(release, subject, days), answer=days)

    def _report(self, release: int, subject: str, moved: tuple[Shift, ...]) -> None:
        try:
            self._committer.commit(lambda: Change(self._reports.enter(release, subject, moved)), None)
        except AlreadyReported:
            return


class Asking:
    """Goes through the open subjects and asks for each, by messages."""

    def __init__(
        self, deadlines: DeadlineStore, reports: ReportStore, queue: Queue, committer: Committer, wall: Clock
    ) -> None:
        self._deadlines = deadlines
        self._reports = reports
        self._queue = queue
        self._committer = committer
        self._wall = wall

    def begin(self, release: int) -> None:
        """Begin for a release that brought another calendar. Asked twice, everything is only looked at twice."""
        self._committer.commit(lambda: self._begun(release), None)
        self._queue.send([_page(release, (0, None))], delay=SETTLING_S)

    def go_on(self, release: int, place: int, after: str | None) -> None:
        """Ask for a page of subjects, and for the next page; at the end note that everybody was asked for."""
        page = self._deadlines.open_subjects(place, after, PAGE)
        self._queue.send(_single(release, subject) for subject in page.subjects)
        if page.next:
            self._queue.send([_page(release, page.next)])
        else:
            self._committer.commit(lambda: Change(self._reports.all_asked(release)), None)

    def one(self, release: int, subject: str) -> None:
        """Ask for a subject that came late."""
        self._queue.send([_single(release, subject)])

    def _begun(self, release: int) -> Change:
        if self._reports.report(release):
            return Change()
        return Change(self._reports.begin(release, rfc3339(self._wall.now())))


def _days(known: Known) -> dict[str, str | None]:
    return {name: each.due_on for name, each in known.deadlines.items()}


def _single(release: int, subject: str) -> dict[str, Any]:
    return {"recompute": {"release": release, "subject": subject}}


def _page(release: int, at: tuple[int, str | None]) -> dict[str, Any]:
    return {"recompute": {"release": release, "place": at[0], "after": at[1]}}
