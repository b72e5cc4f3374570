"""Some records of a file, parted into rows that may be put in place and reasons why others may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import islice

from chalicelib.catalogue.imports.kinds import Clean, Kind
from chalicelib.catalogue.imports.reading import Reason, Record
from chalicelib.catalogue.imports.records import Quarantined
from chalicelib.shared.access import Caller

LONGEST_CODE = 64
LONGEST_FIELD = 100
MOST_REASONS = 20
"""Of a row: a file may have two hundred thousand of them."""


@dataclass
class Sifted:
    """Clean rows in their order, with their numbers; reasons by row; the keys of clean rows."""

    clean: list[tuple[int, Clean]] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    rows: int = 0

    @property
    def quarantined_rows(self) -> int:
        return len({one.row for one in self.quarantined})

    def put_aside(self, number: int, reasons: Iterable[Reason], code: str) -> None:
        """Tell why a row is not taken, whatever its own words are."""
        code = _told(code, LONGEST_CODE)
        for field_, reason in islice(reasons, MOST_REASONS):
            self.quarantined.append(Quarantined(number, _told(field_, LONGEST_FIELD), reason, code))


def sift(records: Iterable[Record], kind: Kind, by: Caller, before: Set[str]) -> Sifted:
    """Part the records; a key that an earlier clean row had (`before`, or one of these) is `repeated`."""
    sifted, seen = Sifted(), set(before)
    for record in records:
        sifted.rows += 1
        key = kind.key_of(record.row) if isinstance(record.row, Mapping) else ""
        found, reasons = (None, list(record.reasons)) if record.reasons else kind.read(record.row, by)
        if found is not None and key in seen:
            found, reasons = None, [(kind.key, "repeated")]
        if found is None:
            sifted.put_aside(record.number, reasons, key)
            continue
        seen.add(key)
        sifted.keys.append(key)
        sifted.clean.append((record.number, found))
    return sifted


def _told(text: str, most: int) -> str:
    """As much of a file's own words as a report repeats; half a character (lone surrogate) cannot be written."""
    return text[:most].encode("utf-8", "replace").decode()
