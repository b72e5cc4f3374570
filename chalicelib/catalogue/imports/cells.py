"""Cells of spreadsheets: what a program would run as a formula, told and made harmless, and read back.

A text that would run is written with an apostrophe before it, which spreadsheets take for "this is text"; reading takes
it off again, so that what was written is what is read.
"""

from __future__ import annotations

import re

from chalicelib.shared.spreadsheets import GUARD, LEADERS, guarded

__all__ = ["guarded", "runs", "unguarded"]
_AS_TEXT = re.compile(r'="([^"]*)"')
"""How codes are kept from being rounded: ="010203"."""
_HARMLESS = re.compile(r"[+\-＋－][0-9.,%]*")
"""A sign alone, often written for "none", or a number with its sign."""


def unguarded(cell: str) -> str:
    """What a cell says: `guarded` turned back, blanks around it gone, the idiom ="…" unwrapped."""
    if cell.startswith(GUARD) and guarded(cell[1:]) == cell:
        return cell[1:]
    text = cell.strip()
    as_text = _AS_TEXT.fullmatch(text)
    return as_text[1] if as_text else text


def runs(cell: str) -> bool:
    """Whether a spreadsheet would run the cell, and it is none of the idioms that mean text."""
    text = cell.strip()
    return text.startswith(LEADERS) and not (_HARMLESS.fullmatch(text) or _AS_TEXT.fullmatch(text))
