"""What imports need from the outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.catalogue.ports import CatalogueStore, ItemShelf, StoredEdition, Writes

if TYPE_CHECKING:
    from chalicelib.catalogue.imports.records import Import, Quarantined


class ImportStore(CatalogueStore, Protocol):
    """The catalogue as stored, read in bulk, and its imports."""

    def shelves(self, codes: Sequence[str]) -> dict[str, ItemShelf]:
        """Where each item stands, as of now; an empty shelf for what is not known."""

    def editions(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], StoredEdition]:
        """The editions of those codes and numbers that there are."""

    def import_(self, import_id: str) -> Import | None: ...

    def imports(self, year: str, limit: int, before: str | None) -> tuple[Import, ...]:
        """The imports that began in a year (`2026`, UTC), newest first, from `before` on (exclusive)."""

    def save_import(self, import_: Import) -> Writes:
        """Write as the successor of `import_.version`."""

    def set_aside(self, import_id: str, limit: int | None = None) -> tuple[Quarantined, ...]:
        """The reasons kept in the table, in the order of their rows within reading and then within drafting."""

    def late(self, import_id: str) -> tuple[Quarantined, ...]:
        """The reasons that were found at drafting."""

    def save_set_aside(self, import_id: str, state: str, first: int, reasons: Sequence[Quarantined]) -> Writes: ...


class Objects(Protocol):
    """The bucket that holds files and what is read from them."""

    def form_for(self, key: str, content_type: str, size: int, sha256: str) -> dict[str, Any]: ...

    def size(self, key: str) -> int | None:
        """Bytes of an object; None if there is none."""

    def chunks(self, key: str) -> Iterator[bytes] | None: ...

    def read(self, key: str) -> bytes | None: ...

    def write(self, key: str, data: bytes, content_type: str) -> None: ...

    def link(self, key: str, content_type: str, seconds: int, name: str = "") -> str: ...
