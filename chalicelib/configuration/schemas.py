"""What keepers of the configuration send and get."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

from chalicelib.shared.schema import REASON_WHEN_NOT_PASSED, LongText, Model


class DraftContent(Model):
    """The content of a draft, checked against the document's own fields."""

    content: dict[str, Any]


class AuditOpinion(Model):
    """审核意见: what does not pass needs a reason."""

    model_config = ConfigDict(json_schema_extra=REASON_WHEN_NOT_PASSED)

    passed: bool
    reason: LongText | None = None


class Withdrawal(Model):
    """撤下 needs a reason."""

    reason: LongText


class FieldDescription(Model):
    """A field of a document: meaning, bounds, default and its source.

    `longest`: characters of a text; `entries`: most texts of a list, each of which is at most `longest`. `places`: what
    may stand in a template as `{name}`; `needed`: what must. `shape`: the JSON Schema of a record, of which there are
    at most `entries`.
    """

    name: str
    title: str
    unit: str
    least: int | None
    most: int | None
    among: list[str]
    longest: int | None
    entries: int | None
    places: list[str]
    needed: list[str]
    shape: dict[str, Any] | None
    default: int | bool | str | list[str]
    source: str


class Edition(Model):
    """One version of a document. `revision` is its ETag."""

    document: str
    number: int
    revision: int
    stage: str
    sha256: str
    authors: list[str]
    auditor: str | None
    publisher: str | None
    content: dict[str, Any]


class Overview(Model):
    """What is in force (`number` null: shipped defaults), the draft, and the fields."""

    document: str
    title: str
    release: int
    number: int | None
    content: dict[str, Any]
    draft: Edition | None
    fields: list[FieldDescription]


class ListedDocument(Model):
    """A document: `number` of the edition in force (null: shipped defaults), `draft` of the one being made."""

    document: str
    title: str
    number: int | None
    draft: int | None


class Documents(Model):
    """Every document of the city's configuration."""

    release: int
    documents: list[ListedDocument]
