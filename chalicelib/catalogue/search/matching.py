"""Which entries of an index fit a query, by rank. Each function answers sets of entries that do not overlap.

All of it is linear in the query (64 characters at most) times the entries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import ceil

from chalicelib.catalogue.search import edits, ranks
from chalicelib.catalogue.search.index import Index
from chalicelib.catalogue.search.masks import mask_of, positions, union
from chalicelib.catalogue.search.words import telling

Found = dict[int, int]
_COVERED_AT_LEAST = 0.5
_MOST_PAIRS = 24
_SHORT = 4
_AS_WORDS = "."  # between characters that begin words of two


def literal(index: Index, words: Sequence[str]) -> Found:
    """Entries that have all words as they are: in names, in keywords, in pinyin."""
    whole = "".join(words)
    found = _ranked(index, whole)
    if len(words) > 1:
        found = merged(found, _together(index, words))
    return merged(found, {ranks.KEYWORD: index.by_code(whole)} if whole.isascii() else {})


def near(index: Index, words: Sequence[str]) -> Found:
    """Entries of which a whole name is one character away."""
    whole = "".join(words)
    if len(whole) < edits.LEAST:
        return {}
    candidates = positions(index.having_all_but_one(whole))
    hits = [n for n in candidates if any(edits.one_apart(name, whole) for name in _names(index, n))]
    return {ranks.NEAR: mask_of(hits, index.size)}


def scattered(index: Index, words: Sequence[str]) -> Found:
    """Entries that a name is short for: 食品许可证 for 食品经营许可证, 社保 for 社会保险."""
    whole = "".join(words)
    pairs = _pairs(whole)
    if not pairs:
        return {}
    short = re.compile(_AS_WORDS.join(map(re.escape, whole)) + ".") if len(whole) <= _SHORT else None
    hits = [
        n
        for n in positions(index.having(whole))
        if any(_in_order(name, whole, pairs) or (short and short.search(name)) for name in _names(index, n))
    ]
    return {ranks.SCATTERED: mask_of(hits, index.size)}


def near_within(index: Index, words: Sequence[str]) -> Found:
    """Entries that have every word as it is or, of three characters and more, with one wrong, missing or too many."""
    mask = index.all
    for word in words:
        mask &= _about(index, word)
    return {ranks.NEAR_WITHIN: mask} if words else {}


def covering(index: Index, words: Sequence[str]) -> Found:
    """Entries that have half or more of a question's pairs of characters, and two at least if there are two."""
    return _sharing(index, words, lambda pairs: max(min(2, pairs), ceil(pairs * _COVERED_AT_LEAST)))


def touching(index: Index, words: Sequence[str]) -> Found:
    """Entries that have any pair of a question's that says what it is about: 上班受伤 for 上班路上受伤了."""
    return _sharing(index, words, lambda _pairs: 1)


STAGES: tuple[Callable[[Index, Sequence[str]], Found], ...] = (literal, scattered, near_within, covering, touching)


def merged(*all_found: Found) -> Found:
    """Each entry under its best rank."""
    ordered = sorted((rank, mask) for found in all_found for rank, mask in found.items())
    seen, best = 0, dict[int, int]()
    for rank, mask in ordered:
        if fresh := mask & ~seen:
            best[rank] = best.get(rank, 0) | fresh
            seen |= fresh
    return best


def _ranked(index: Index, word: str) -> Found:
    names, words = index.with_word(word)
    by_rank: dict[int, list[int]] = {}
    for position in positions(names):
        by_rank.setdefault(_rank_within(index.names[position], word), []).append(position)
    for position, first in index.syllables.found(word).items():
        by_rank.setdefault(ranks.PINYIN_FIRST if first else ranks.PINYIN, []).append(position)
    found = {rank: mask_of(hits, index.size) for rank, hits in by_rank.items()}
    return merged(found, {ranks.KEYWORD: words})


def _rank_within(names: str, word: str) -> int:
    if names.startswith(f"\n{word}\n"):
        return ranks.EXACT
    if f"\n{word}\n" in names:
        return ranks.ALIAS
    return ranks.PREFIX if f"\n{word}" in names else ranks.WITHIN


def _together(index: Index, words: Sequence[str]) -> Found:
    in_names = in_any = in_all = index.all
    for word in words:
        names, others = index.with_word(word)
        in_names &= names
        in_any &= names | others
        in_all &= names | others | mask_of(index.syllables.found(word), index.size)
    return merged({ranks.WORDS: in_names, ranks.KEYWORD: in_any, ranks.PINYIN: in_all})


def _about(index: Index, word: str) -> int:
    names, words = index.with_word(word)
    if len(word) < edits.LEAST:
        return names | words
    candidates = positions(index.having_all_but_one(word) & ~names)
    hits = (n for n in candidates if any(edits.nearly_within(name, word) for name in _names(index, n)))
    return names | words | mask_of(hits, index.size)


def _sharing(index: Index, words: Sequence[str], least: Callable[[int], int]) -> Found:
    """By how many of the words' pairs entries have: `least` of them, and one that tells what they are about."""
    pairs = list(dict.fromkeys(pair for word in words for pair in _pairs(word)))[:_MOST_PAIRS]
    about = {pair for part in telling(words) for pair in _pairs(part)}
    counted: Counter[int] = Counter()
    told = 0
    for pair in pairs:
        having = union(index.with_word(pair))
        counted.update(positions(having))
        told |= having if pair in about else 0
    by_rank: dict[int, list[int]] = {}
    for position in positions(told):
        if counted[position] >= least(len(pairs)):
            by_rank.setdefault(_rank_of_share(counted[position] / len(pairs)), []).append(position)
    return {rank: mask_of(hits, index.size) for rank, hits in by_rank.items()}


def _rank_of_share(share: float) -> int:
    return ranks.COVERED + ceil(10 * (1 - share))


def _in_order(name: str, word: str, pairs: Sequence[str]) -> bool:
    at = 0
    for character in word:
        at = name.find(character, at) + 1
        if not at:
            return False
    return sum(pair in name for pair in pairs) * 2 >= len(pairs)


def _names(index: Index, position: int) -> list[str]:
    return index.names[position][1:-1].split("\n")


def _pairs(word: str) -> list[str]:
    return [word[n : n + 2] for n in range(len(word) - 1)]
