"""A CSV file as records, read strictly: what a spreadsheet program saved, whatever it put between its cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TextIO

from chalicelib.catalogue.imports.cells import runs, unguarded
from chalicelib.catalogue.imports.columns import FORMS, Form
from chalicelib.catalogue.imports.reading import Reason, Record, Unread
from chalicelib.shared.body import text_faults
from chalicelib.shared.errors import Invalid

MOST_COLUMNS = 200
MOST_CHARACTERS = 256 * 1024
"""Of a cell; and, four times, of a line."""
_DELIMITERS = (",", ";", "\t")


def records(text: TextIO, kind: str) -> Iterator[Unread]:
    """The records below a header that is known. Raises Invalid for what is no such file."""
    first = text.readline(4 * MOST_CHARACTERS)
    below = _cells(text, first, _delimiter(first, kind))
    header, form = _header(next(below, []), kind)
    for number, cells in enumerate(below, start=1):
        if any(cell.strip() for cell in cells):
            yield partial(_record, number, cells, header, form)


def _cells(text: TextIO, first: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MOST_CHARACTERS)  # Python has one for all
    lines = csv.reader(_lines(first, text), delimiter=delimiter, strict=True)
    try:
        yield from lines
    except csv.Error as wrong:
        code = "csv_cell_too_long" if "limit" in str(wrong) else "csv_malformed"
        raise Invalid(code, line=lines.line_num) from wrong


def _lines(first: str, text: TextIO) -> Iterator[str]:
    most = 4 * MOST_CHARACTERS
    line = first
    while line:
        if len(line) >= most:
            raise Invalid("csv_line_too_long", most=most)
        yield line
        line = text.readline(most)


def _delimiter(line: str, kind: str) -> str:
    """The one by which the header has most names that are known."""
    known = {name for form in FORMS[kind] for name in form.columns}
    found = {each: sum(_name(cell) in known for cell in line.split(each)) for each in _DELIMITERS}
    return max(_DELIMITERS, key=lambda each: found[each])


def _header(cells: Sequence[str], kind: str) -> tuple[list[str], Form]:
    names = [_name(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise Invalid("csv_too_many_columns", most=MOST_COLUMNS)
    form = next((form for form in FORMS[kind] if form.sign in names), None)
    if form is None:
        raise Invalid("csv_header_unknown", known=FORMS[kind][0].sign)
    for code, wrong in (
        ("csv_columns_repeated", sorted({name for name in names if names.count(name) > 1})),
        ("csv_columns_missing", [name for name in form.required if name not in names]),
        ("csv_columns_unknown", [name for name in names if name not in form.columns]),
    ):
        if wrong:
            raise Invalid(code, columns="、".join(wrong)[:500])
    return names, form


def _name(cell: str) -> str:
    return cell.strip().strip('"').strip()


def _record(number: int, cells: Sequence[str], header: Sequence[str], form: Form) -> Record:
    if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
        return Record(number, _named(cells, header), (("", "cells_wrong"),))
    row = _named(cells, header)
    if reasons := [reason for name, cell in row.items() for reason in _reasons(name, cell)]:
        return Record(number, row, tuple(reasons))
    read, reasons = form.read({name: unguarded(cell) for name, cell in row.items()})
    return Record(number, read, tuple(reasons))


def _named(cells: Sequence[str], header: Sequence[str]) -> Mapping[str, str]:
    return dict(zip(header, cells, strict=False))


def _reasons(name: str, cell: str) -> Iterator[Reason]:
    if runs(cell):
        yield name, "formula"
    for fault in text_faults(cell):
        yield name, fault.code
