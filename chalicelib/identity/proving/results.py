"""The second step of a verification, whatever its first was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.identity.proving import in_person
from chalicelib.identity.proving.face import Faces
from chalicelib.identity.proving.in_person import InPerson
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once

if TYPE_CHECKING:
    from chalicelib.identity.ports import IdentityStore


class Results:
    """Tells a verification's result by the way in which it was begun."""

    def __init__(self, store: IdentityStore, faces: Faces, desk: InPerson) -> None:
        self._store = store
        self._faces = faces
        self._desk = desk

    def result(self, caller: Caller, verification_id: str, once: Once | None) -> dict[str, Any]:
        """Raises NotFound and what the way raises."""
        pending = self._store.pending(verification_id)
        if pending and pending.method == in_person.METHOD:
            return self._desk.result(caller, verification_id)
        return self._faces.result(caller, verification_id, once)
