"""申请材料: name, basis, origin, form, copies, signature or seal, certificates, blank form, sample, filling notes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.catalogue.elements.words import BasisCode, Copies, Digest, ItemCode, MediaType
from chalicelib.shared.schema import LongText, Model, ShortText


class FileReference(Model):
    """A file that was handed to the catalogue before: its digest, and what it is called."""

    sha256: Digest
    title: ShortText


class Origin(Model):
    """来源渠道. `issuer` is the body that issues it; `item_code` the item whose result it is, if it is one of ours."""

    kind: Literal["applicant", "authority", "other"]
    issuer: ShortText | None = None
    item_code: ItemCode | None = None


class Material(Model):
    """申请材料. `certificate` names the electronic certificate that does instead.

    `may_follow`: 可容缺, it may be handed in later. `may_declare`: 告知承诺, the item's signed commitment does instead.
    """

    code: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{1,10}$")]
    name: ShortText
    required: bool
    accept: list[MediaType] = Field(min_length=1, max_length=3)
    basis: BasisCode | None = None
    origin: Origin | None = None
    form: Literal["paper", "electronic", "either"] = "either"
    originals: Copies = 0
    copies: Copies = 0
    signed: Literal["none", "signature", "seal", "signature_and_seal"] = "none"
    certificate: ShortText | None = None
    may_follow: bool = False
    may_declare: bool = False
    blank_form: FileReference | None = None
    sample: FileReference | None = None
    filling_notes: LongText | None = None
    note: LongText | None = None
