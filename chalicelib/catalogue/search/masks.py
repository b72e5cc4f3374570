"""Sets of entries as one integer each: bit 0 is the first entry. Intersecting and counting take a microsecond."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import compress, count, repeat
from operator import contains
from typing import TypeVar

_AS_FLAGS = bytes.maketrans(b"01", b"\0\1")
_AS_DIGITS = bytes.maketrans(b"\0\1", b"01")
_SET = ord("1")
_MOST_CHARACTERS = 4096

_Member = TypeVar("_Member", bound=Hashable)


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


def mask_where(flags: Iterable[bool]) -> int:
    """The set of entries whose flag is set: a flag for each entry, in order."""
    return int(bytes(flags)[::-1].translate(_AS_DIGITS) or b"0", 2)


def by_member(rows: Sequence[int], values: Sequence[Iterable[_Member]]) -> dict[_Member, int]:
    """For each member of any of `values` the set of entries whose row's value has it."""
    size = len(rows)
    digits: defaultdict[_Member, bytearray] = defaultdict(lambda: bytearray(b"0") * size)
    for position, value in enumerate(reversed(rows)):  # a number begins with its highest bit: the last entry
        for member in values[value]:
            digits[member][position] = _SET
    return {member: int(of_member, 2) for member, of_member in digits.items()}


class Characters:
    """For a character the set of entries whose text has it, made when it is first asked for.

    All of them at once take as long as a hundred. What is kept is bounded: anybody may ask for any character.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known: dict[str, int] = {}

    def having(self, character: str) -> int:
        """Entries that have a character."""
        if (mask := self._known.get(character)) is None:
            if len(self._known) >= _MOST_CHARACTERS:
                self._known.clear()
            mask = self._known[character] = mask_where(map(contains, self._texts, repeat(character)))
        return mask
