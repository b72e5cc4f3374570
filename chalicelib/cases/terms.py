"""What a case takes from its item's published version: the terms under which it is handled."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol


class Slot(NamedTuple):
    """One place in the item's list of materials."""

    code: str
    name: str
    required: bool
    accept: tuple[str, ...]


class Terms(NamedTuple):
    """The item's published version, as far as handling a case needs it."""

    item_code: str
    version: int
    name: str
    department: str
    legal_regime: str
    least_assurance_level: int
    form_schema: str
    slots: tuple[Slot, ...]
    definition: dict[str, Any]
    definition_sha256: str
    decides_at_once: bool
    applicant_types: tuple[str, ...]
    channels: tuple[str, ...] = ()
    online: bool = True

    def slot(self, code: str) -> Slot | None:
        """The slot with that code."""
        return next((slot for slot in self.slots if slot.code == code), None)


class Ruling(NamedTuple):
    """A decision made by rule (秒批), as a fact that is never evaluated again."""

    output: dict[str, Any]
    fact: dict[str, Any]


class Items(Protocol):
    """The catalogue, as far as cases need it."""

    def terms(self, item_code: str, version: int | None = None) -> Terms:
        """The published terms (the version in force, or the pinned one). Raises NotFound("item_not_found")."""

    def offered(self, item_code: str, division_code: str) -> bool:
        """Whether the item is handled in that division."""

    def required_slots(self, item_code: str, version: int, answers: dict[str, Any]) -> tuple[str, ...]:
        """The slots that this situation needs. Raises Invalid on answers that the guide does not know."""

    def ruling(self, item_code: str, version: int, facts: dict[str, Any]) -> Ruling | None:
        """What the item's rule table decides on these facts; None if it leaves the case to people."""
