"""A JSON file as records: a list of objects, read one after the other and never held as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import TextIO

from chalicelib.catalogue.imports.reading import Record, Unread
from chalicelib.shared.body import DECODER, MAX_DEPTH, check_depth, text_faults
from chalicelib.shared.errors import Invalid, Malformed

_PIECE = 64 * 1024
MOST_CHARACTERS = 1024 * 1024
"""Of one record: four times what an item may have when it is stored."""
_LOOSE = json.JSONDecoder(parse_int=len)
"""Finds where a record ends. It makes no numbers: Python refuses thousands of digits as it does a broken text."""
_BLANK = " \t\r\n"
_FOLLOWED = re.compile(r"[ \t\r\n]*[^ \t\r\n.eE]")
"""A number may go on with a point or an exponent."""


def records(text: TextIO) -> Iterator[Unread]:
    """The records of a JSON list. Raises Invalid for what is no such list."""
    source = _Source(text)
    source.expect("[")
    if source.skip() == "]":
        source.take()
    else:
        yield from _elements(source)
    if source.skip():
        raise Invalid("json_malformed")


def _elements(source: _Source) -> Iterator[Unread]:
    number = 0
    while True:
        number += 1
        yield partial(_record, number, source.element())
        if source.take() == "]":
            return


def _record(number: int, text: str) -> Record:
    try:
        check_depth(text)
        row, _ = DECODER.raw_decode(text)
    except Malformed as wrong:
        return Record(number, None, (("", wrong.code.removeprefix("body_")),))
    reasons = tuple((fault.pointer.removeprefix("/"), fault.code) for fault in text_faults(row))
    return Record(number, row, reasons)


class _Source:
    """The text that was read and not yet taken."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._held = ""
        self._at = 0

    def skip(self) -> str:
        """The next character that is not blank, which stays; empty at the end."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in _BLANK:
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def take(self) -> str:
        """The comma after an element, or the end of the list. Raises Invalid for anything else."""
        found = self.skip()
        if found not in (",", "]") or not found:
            raise Invalid("json_malformed")
        self._at += 1
        return found

    def expect(self, mark: str) -> None:
        if self.skip() != mark:
            raise Invalid("json_not_a_list")
        self._at += 1

    def element(self) -> str:
        """The text of the next element, which ends where a comma or the end of the list follows."""
        self.skip()
        while True:
            try:
                _, end = _LOOSE.raw_decode(self._held, self._at)
            except RecursionError as deep:
                raise Invalid("json_too_deep", most=MAX_DEPTH) from deep
            except ValueError as unfinished:
                end, wrong = None, unfinished
            if end is not None and _FOLLOWED.match(self._held, end):
                text = self._held[self._at : end]
                self._at = end
                return text
            if len(self._held) - self._at > MOST_CHARACTERS:
                raise Invalid("json_record_too_long", most=MOST_CHARACTERS)
            if not self._more():
                raise Invalid("json_malformed") from (wrong if end is None else None)

    def _more(self) -> bool:
        piece = self._text.read(_PIECE)
        self._held, self._at = self._held[self._at :] + piece, 0
        return bool(piece)
