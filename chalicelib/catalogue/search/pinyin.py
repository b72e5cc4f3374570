"""Names in pinyin, for those who type `jzz` or `juzhuzheng`. Only whoever builds an index needs the dictionary."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_TYPED = re.compile(r"[a-z]{2,}")


def pinyin_of(names: Sequence[str]) -> str:
    """Names, as they are compared, in syllables: a space before each, a line for each name. ü is v, as it is typed."""
    from pypinyin import lazy_pinyin  # a quarter of a second, and 4 MB

    return "".join("\n" + "".join(f" {syllable}" for syllable in lazy_pinyin(name)) for name in names)


class Syllables:
    """The pinyin of many entries as one text. An entry may have none."""

    def __init__(self, entries: Sequence[str]) -> None:
        self._text = "\0".join(entries)
        self._starts = [0]
        for entry in entries:
            self._starts.append(self._starts[-1] + len(entry) + 1)

    def found(self, word: str) -> dict[int, bool]:
        """Entries that have a word's initials or full pinyin; whether it is the beginning of a name."""
        if not _TYPED.fullmatch(word):
            return {}
        initials, full = "[a-z]* ".join(word), " ?".join(word)  # neither can be matched in two ways
        found: dict[int, bool] = dict(self._matches(f" {initials}"))
        for position, first in self._matches(f" {full}"):
            found[position] = first or found.get(position, False)
        return found

    def _matches(self, pattern: str) -> Iterator[tuple[int, bool]]:
        search, at = re.compile(pattern).search, 0
        while match := search(self._text, at):
            position = bisect_right(self._starts, match.start()) - 1
            yield position, self._text[match.start() - 1] == "\n"
            at = self._starts[position + 1] - 1
