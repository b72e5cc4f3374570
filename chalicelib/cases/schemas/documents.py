"""Written documents (文书)."""

from __future__ import annotations

from typing import Any, Literal

from chalicelib.shared.schema import Model, Query

Kind = Literal[
    "receipt",
    "acceptance",
    "deemed_acceptance",
    "declination",
    "correction",
    "return_notice",
    "lapse_notice",
    "extension",
    "special_procedure",
    "decision_grant",
    "decision_refuse",
    "tolerance_receipt",
    "withdrawal",
    "proof_of_service",
    "commitment_verification",
    "deficiency_tolerance",
    "notification_commitment",
]


class PageLook(Query):
    """How a page is printed: `large` is 18 points."""

    large: Literal["true", "false"] = "false"


class ListedDocument(Model):
    """A document in a list; `url` is where to read it, `…/page` where to print it."""

    document_no: str
    kind: Kind
    title: str
    issued_on: str
    url: str


class DocumentList(Model):
    """The documents of a case, in the order in which they were issued."""

    case_id: str
    documents: list[ListedDocument]


class WrittenDocument(ListedDocument):
    """A document. `seq` is the act that issued it, `basis` its article, `details` what the kind tells.

    `template_edition` is the edition of the configuration document `documents` that words it (0: shipped; null: the
    text was signed as it is). Once the addressee's data are erased, the words that were theirs say so.
    """

    case_id: str
    case_no: str | None
    public_no: str | None
    seq: int
    basis: str | None
    item_code: str
    item_name: str
    department: str
    department_name: str
    division_code: str
    addressee: str | None
    personal_data_erased: bool
    template_edition: int | None
    details: dict[str, Any]
    text: str
