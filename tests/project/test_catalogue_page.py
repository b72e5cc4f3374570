"""docs/catalogue.md tells every element and every finding, and its rows of imports are rows that are taken."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from chalicelib.catalogue.checks.wording import FAULTS
from chalicelib.catalogue.elements.content import Content
from chalicelib.catalogue.imports.columns import FORMS
from chalicelib.catalogue.imports.kinds import KINDS
from tests.configuration.people import EDITOR

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "catalogue.md").read_text()
QUOTED = {word for quoted in re.findall(r"`([^`\n]+)`", PAGE) for word in re.findall(r"[a-z_]+", quoted)}
ROWS = PAGE.partition("## Rows of imports")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"^```\n(.*?)^```", ROWS, re.S | re.M)


def examples() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row of the page, with its kind, as it is read from its block."""
    for block in BLOCKS:
        if block.startswith("{"):
            yield "items", json.loads(block)
            continue
        header, *rows = csv.reader(block.splitlines())
        for kind, form in ((kind, form) for kind, forms in FORMS.items() for form in forms):
            if form.sign in header and set(form.required) <= set(header) <= set(form.columns):
                for row in rows:
                    yield kind, form.read(dict(zip(header, row, strict=True)))[0]


def test_every_element_is_told() -> None:
    assert [name for name in Content.model_fields if name not in QUOTED] == []


def test_every_finding_is_told() -> None:
    assert [code for code in FAULTS if code not in QUOTED] == []


def test_every_form_of_a_row_has_an_example() -> None:
    assert [kind for kind, _ in examples()] == ["items", "items", "items", "reforms", "divisions"]


@pytest.mark.parametrize(("kind", "row"), list(examples()))
def test_every_row_is_one_that_is_taken(kind: str, row: Mapping[str, Any]) -> None:
    assert KINDS[kind].read(row, EDITOR)[1] == []
