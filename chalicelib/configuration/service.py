"""The public door of configuration: what is in force. Other domains use nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, overload

from chalicelib.configuration.documents import KINDS, Intake, Publishing, Sessions, StatusLookups, Supervision
from chalicelib.configuration.ports import ConfigurationStore
from chalicelib.configuration.rules import restored
from chalicelib.shared.clocks import Clock

KEPT = timedelta(seconds=60)


@dataclass(frozen=True)
class _Snapshot:
    release: int
    documents: dict[str, Any]
    until: datetime


class ConfigurationService:
    """Documents in force and their release, read together and kept for a minute in each container.

    So the release that an act records is the one whose values were used.
    """

    def __init__(self, store: ConfigurationStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._kept: _Snapshot | None = None

    @overload
    def document(self, name: Literal["intake"]) -> Intake: ...
    @overload
    def document(self, name: Literal["sessions"]) -> Sessions: ...
    @overload
    def document(self, name: Literal["status_lookups"]) -> StatusLookups: ...
    @overload
    def document(self, name: Literal["supervision"]) -> Supervision: ...
    @overload
    def document(self, name: Literal["publishing"]) -> Publishing: ...
    def document(self, name: str) -> Any:
        """The document in force, with shipped defaults for whatever was never published."""
        return self._snapshot().documents[name]

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
        documents: dict[str, Any] = {name: restored(kind, found.contents.get(name, {})) for name, kind in KINDS.items()}
        return _Snapshot(found.release, documents, now + KEPT)
