"""情形: the questions of a guide. Its tables are read by `guides/`, its effects listed there."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from chalicelib.catalogue.elements.words import Name
from chalicelib.shared.schema import Model, ShortText


class Option(Model):
    """An answer on offer."""

    value: str | int | float | bool
    title: ShortText


class Question(Model):
    """情形问题. Without options any value of the type is an answer."""

    name: Name
    title: ShortText
    type: Literal["string", "number", "boolean", "date"]
    options: list[Option] = Field(max_length=50)


class Guide(Model):
    """办事指南: questions, and the decision tables over their answers (see `guides/guide.py`)."""

    questions: list[Question] = Field(max_length=20)
    tables: list[dict[str, Any]] = Field(max_length=10)
