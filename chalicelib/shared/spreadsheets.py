"""Cells of spreadsheets that nothing runs: what a program would take for a formula gets an apostrophe before it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"
"""By which spreadsheets know that a file is UTF-8."""
LEADERS = tuple("=+-@\t\r＝＋－＠")
GUARD = "'"


def guarded(text: str) -> str:
    """The text as it may stand in a cell."""
    starts = text.startswith((*LEADERS, GUARD)) or text.lstrip().startswith(LEADERS)
    return GUARD + text if starts or text != text.strip() else text


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows of CSV (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
