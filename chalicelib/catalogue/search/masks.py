"""Sets of entries as one integer each: bit 0 is the first entry. Intersecting and counting take a microsecond."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count

_AS_FLAGS = bytes.maketrans(b"01", b"\0\1")


def positions(mask: int) -> Iterator[int]:
    """The entries in a set, in order."""
    return compress(count(), bin(mask)[:1:-1].encode().translate(_AS_FLAGS)) if mask else iter(())


def mask_of(found: Iterable[int], size: int) -> int:
    """The set of some entries of `size`."""
    bits = bytearray((size >> 3) + 1)
    for position in found:
        bits[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(bits, "little")


def union(masks: Iterable[int]) -> int:
    """The entries of all the sets."""
    together = 0
    for mask in masks:
        together |= mask
    return together


def everything(size: int) -> int:
    """All entries."""
    return (1 << size) - 1


def by_value(rows: Sequence[int], values: int) -> list[int]:
    """For each of `values` numbers the set of entries whose row holds it."""
    sets = [bytearray((len(rows) >> 3) + 1) for _ in range(values)]
    for position, value in enumerate(rows):
        sets[value][position >> 3] |= 1 << (position & 7)
    return [int.from_bytes(bits, "little") for bits in sets]


def by_character(texts: Sequence[str]) -> dict[str, int]:
    """For each character the set of entries whose text has it."""
    length = (len(texts) >> 3) + 1
    sets: dict[str, bytearray] = {}
    for position, text in enumerate(texts):
        byte, bit = position >> 3, 1 << (position & 7)
        for character in set(text):
            if (bits := sets.get(character)) is None:
                bits = sets[character] = bytearray(length)
            bits[byte] |= bit
    return {character: int.from_bytes(bits, "little") for character, bits in sets.items()}
