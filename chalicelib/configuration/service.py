"""The public door of configuration: what is in force. Other domains use nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, overload

from chalicelib.shared.clocks import Clock

if TYPE_CHECKING:
    from chalicelib.configuration.calendar_document import WorkingDays
    from chalicelib.configuration.documents import (
        Accounts,
        Assignment,
        Catalogue,
        Commitments,
        Consents,
        Intake,
        Limits,
        Passwords,
        Publishing,
        Remedies,
        Representation,
        Sessions,
        Supervision,
    )
    from chalicelib.configuration.ports import ConfigurationStore
    from chalicelib.configuration.written_documents import WrittenDocuments

KEPT = timedelta(seconds=60)
_RELEASES_KEPT = 50
_CALENDAR = "calendar"


class _Snapshot(NamedTuple):
    release: int
    contents: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, int]
    documents: dict[str, Any]  # those that were asked for
    until: datetime


class _Shipped:
    """The document `calendar` of most cities, without loading what describes it: nothing is laid over the package's."""

    notices = ()
    closures = ()


class ConfigurationService:
    """Documents in force and their release, read together and kept for a minute in each container.

    So the release that an act records is the one whose values were used.
    """

    def __init__(self, store: ConfigurationStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._kept: _Snapshot | None = None
        self._calendar: tuple[int, WorkingDays] | None = None
        self._as_of: dict[tuple[str, int], tuple[WrittenDocuments, int]] = {}

    @overload
    def document(self, name: Literal["intake"]) -> Intake: ...
    @overload
    def document(self, name: Literal["commitments"]) -> Commitments: ...
    @overload
    def document(self, name: Literal["assignment"]) -> Assignment: ...
    @overload
    def document(self, name: Literal["supervision"]) -> Supervision: ...
    @overload
    def document(self, name: Literal["remedies"]) -> Remedies: ...
    @overload
    def document(self, name: Literal["sessions"]) -> Sessions: ...
    @overload
    def document(self, name: Literal["limits"]) -> Limits: ...
    @overload
    def document(self, name: Literal["passwords"]) -> Passwords: ...
    @overload
    def document(self, name: Literal["accounts"]) -> Accounts: ...
    @overload
    def document(self, name: Literal["publishing"]) -> Publishing: ...
    @overload
    def document(self, name: Literal["representation"]) -> Representation: ...
    @overload
    def document(self, name: Literal["catalogue"]) -> Catalogue: ...
    @overload
    def document(self, name: Literal["calendar"]) -> WorkingDays: ...
    def document(self, name: str) -> Any:
        """The document in force, with shipped defaults for whatever was never published."""
        return self._apart() if name == _CALENDAR else _document(self._snapshot(), name)

    def _apart(self) -> WorkingDays:
        """The calendar, whose content is read once for each edition; the same object as long as that is in force."""
        number = self._snapshot().numbers.get(_CALENDAR)
        if number is None:
            return cast("WorkingDays", _Shipped)
        if self._calendar is None or self._calendar[0] != number:
            from chalicelib.configuration.calendar_document import WorkingDays
            from chalicelib.configuration.rules import restored

            stored = self._store.edition(_CALENDAR, number)
            self._calendar = number, restored(WorkingDays, stored.content if stored else {})
        return self._calendar[1]

    def edition(self, name: Literal["consents"]) -> tuple[Consents, dict[str, int]]:
        """The document in force, and for each field the number of the edition that says so (0: shipped).

        Both are of one moment. What code added after an edition was published is not in that edition.
        """
        kept = self._snapshot()
        document, published = _document(kept, name), kept.contents.get(name, {})
        return document, {field: kept.numbers[name] if field in published else 0 for field in document.settings}

    def at(self, name: Literal["documents"], release: int) -> tuple[WrittenDocuments, int]:
        """The document as it was in force in that release, and the number of its edition (0: shipped).

        What a release put in force never changes, so it is read once.
        """
        from chalicelib.configuration.rules import restored
        from chalicelib.configuration.written_documents import WrittenDocuments

        if (name, release) not in self._as_of:
            number = self._store.number_as_of(name, release)
            stored = self._store.edition(name, number) if number else None
            if len(self._as_of) >= _RELEASES_KEPT:
                self._as_of.pop(next(iter(self._as_of)))
            self._as_of[name, release] = (
                restored(WrittenDocuments, stored.content if stored else {}),
                number or 0,
            )
        return self._as_of[name, release]

    def release(self) -> int:
        """How often what is in force has changed; 0 means shipped defaults throughout."""
        return self._snapshot().release

    def forget(self) -> None:
        """Read again at the next call."""
        self._kept = None

    def _snapshot(self) -> _Snapshot:
        now = self._clock.now()
        if self._kept is None or now >= self._kept.until:
            self._kept = self._read(now)
        return self._kept

    def _read(self, now: datetime) -> _Snapshot:
        found = self._store.in_force()
        return _Snapshot(found.release, found.contents, found.numbers, {}, now + KEPT)


def _document(kept: _Snapshot, name: str) -> Any:
    if name not in kept.documents:
        kept.documents[name] = _restored(name, kept.contents.get(name, {}))
    return kept.documents[name]


def _restored(name: str, content: Mapping[str, Any]) -> Any:
    from chalicelib.configuration.documents import KINDS  # most acts need the release alone
    from chalicelib.configuration.rules import restored

    return restored(KINDS[name], content)
