"""How well an entry fits what is looked for: the lower, the better. Within a rank: short names first, then codes."""

from __future__ import annotations

from typing import NamedTuple

EXACT = 0
ALIAS = 1
PREFIX = 2
WITHIN = 3
WORDS = 4
KEYWORD = 5
PINYIN_FIRST = 6
PINYIN = 7
NEAR = 8  # one character from a whole name
SCATTERED = 9  # every character in order, with others between them
NEAR_WITHIN = 10  # one character from a part of a name
COVERED = 11  # and up to 21: from all pairs of characters to one of them

TITLES = (
    "name",
    "alias",
    "beginning",
    "within",
    "words",
    "keyword",
    "pinyin",
    "pinyin",
    "similar",
    "abbreviated",
    "similar",
)


class Key(NamedTuple):
    """Where an entry stands in a ranked list."""

    rank: int
    length: int
    code: str


def title_of(rank: int) -> str:
    """What an entry of a rank was found by."""
    return TITLES[rank] if rank < COVERED else "question"
