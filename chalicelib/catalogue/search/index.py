"""An index in memory: entries in code order, and for each character the set of those that have it."""

from __future__ import annotations

from functools import cached_property

from chalicelib.catalogue.search.columns import Columns
from chalicelib.catalogue.search.masks import Characters, everything, mask_of, positions
from chalicelib.catalogue.search.pinyin import Syllables
from chalicelib.catalogue.search.words import plain


class Index:
    """Answers which entries have a word. What a search needs is made at its first use."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.codes: list[str] = columns.own["item_code"]
        self.size = len(self.codes)
        self.all = everything(self.size)

    @cached_property
    def names(self) -> list[str]:
        """Name and aliases of each entry as they are compared, a line each, a line's end before and after."""
        return [f"\n{names}\n" for names in self.columns.names]

    @cached_property
    def words(self) -> list[str]:
        """What else an entry is found by: keywords, department, themes."""
        departments, themes = self.columns.shared["department_name"], self.columns.shared["themes"]
        of_department = [plain(name) for name in departments.values]
        of_themes = ["\n".join(map(plain, names)) for names in themes.values]
        return [
            f"\n{words}\n{of_department[department]}\n{of_themes[theme]}\n"
            for words, department, theme in zip(self.columns.words, departments.rows, themes.rows, strict=True)
        ]

    @cached_property
    def lengths(self) -> list[int]:
        """How long each name is."""
        return [names.find("\n", 1) - 1 for names in self.names]

    @cached_property
    def syllables(self) -> Syllables:
        return Syllables(self.columns.pinyin)

    @cached_property
    def _characters(self) -> Characters:
        return Characters([names + words for names, words in zip(self.names, self.words, strict=True)])

    def having(self, word: str) -> int:
        """Entries that have every character of a word, anywhere."""
        mask = self.all
        for character in set(word):
            mask &= self._characters.having(character)
        return mask

    def having_all_but_one(self, word: str) -> int:
        """Entries that have every character of a word, or all but one."""
        all_of, all_but_one = self.all, 0
        for character in word:
            here = self._characters.having(character)
            all_but_one = all_but_one & here | all_of
            all_of &= here
        return all_but_one

    def with_word(self, word: str) -> tuple[int, int]:
        """Entries with a word in their names, and with it in anything else."""
        names, words = [], []
        for position in positions(self.having(word)):
            if word in self.names[position]:
                names.append(position)
            elif word in self.words[position]:
                words.append(position)
        return mask_of(names, self.size), mask_of(words, self.size)

    def by_code(self, code: str) -> int:
        """The entry of a code, in whatever case."""
        found = (position for position, known in enumerate(self.codes) if known.casefold() == code)
        return mask_of(found, self.size)
