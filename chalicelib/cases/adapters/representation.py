"""Cases' view of representation: who may act for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.cases.ports import Authority, Scope
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import NotFound

if TYPE_CHECKING:
    from chalicelib.representation.service import Authority as Held
    from chalicelib.representation.service import RepresentationService


class Representatives:
    """`Representation` through its public door, which is opened when somebody acts for another."""

    def __init__(self, representation: Callable[[], RepresentationService]) -> None:
        self._representation = representation

    def authority(self, by: Caller, owner: str, item_code: str, scope: Scope) -> Authority | None:
        """By what the caller may do that for the owner."""
        from chalicelib.representation.service import Scope as Held

        held = self._representation().authority(by, owner, item_code, Held(scope))
        return _authority(held) if held else None

    def acting(self, by: Caller, for_: str, item_code: str) -> Authority:
        """By what the caller may apply for the one whom they name."""
        return _authority(self._representation().acting(by, for_, item_code))

    def require_overview(self, by: Caller, organisation_id: str) -> None:
        """Raise NotFound unless the caller may see all cases of the organisation."""
        self._representation().require_overview(by, organisation_id)

    def shown_name(self, owner: str) -> str | None:
        """What others may see of an owner's name; None once they were erased."""
        try:
            return self._representation().shown_name(owner)
        except NotFound:
            return None


def _authority(held: Held) -> Authority:
    return Authority(held.principal_id, held.person_id, held.name, str(held.kind), held.authorisation_id, held.level)
