"""电子资料库: the files that an owner handed in before, by their digest, so that nobody has to give one twice."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from chalicelib.cases.ports import Page, Writes


class Kept(NamedTuple):
    """A file as it was handed in last: in which case, as which material of which item's list.

    `name_sealed` is sealed as the material's record has it; `least_assurance_level` is the case's own.
    """

    owner: str
    sha256: str
    case_id: str
    material_id: str
    item_code: str
    item_name: str
    slot_name: str
    certificate: str | None
    name_sealed: str
    content_type: str
    size: int
    last_used: str
    least_assurance_level: int = 2

    @property
    def key(self) -> str:
        """Where the file lies in the materials bucket."""
        return f"cases/{self.case_id}/{self.material_id}"


class Shelf(Protocol):
    """The files of owners, one entry for each digest."""

    def note(self, owner: str, sha256: str, last_used: str, said: dict[str, Any]) -> Writes:
        """Note a file that is handed in; what was known of the same file is replaced. `said` is the rest of `Kept`."""

    def one(self, owner: str, sha256: str) -> Kept | None:
        """The entry, strongly consistent."""

    def of(self, owner: str, limit: int, position: dict[str, str] | None) -> Page:
        """Entries, last used first; a file of this very moment may still be missing."""

    def take_off(self, owner: str, sha256: str) -> Writes:
        """Forget the file. The case that it was handed in with keeps it."""
