"""Cells that nothing runs."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.spreadsheets import LEADERS, guarded, lines


@given(st.text(max_size=30))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not guarded(text).startswith(LEADERS)
    assert not guarded(text).lstrip().startswith(LEADERS)
    assert guarded(text).endswith(text)


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r\n\0"), min_size=1), min_size=1), min_size=1))
def test_rows_are_read_as_they_were_written(rows: list[list[str]]) -> None:
    assert list(csv.reader(io.StringIO(lines(rows)))) == rows
