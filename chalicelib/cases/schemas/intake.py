"""What applicants send to fill in and hand in, and what they get."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.cases.schemas.values import Code, DivisionCode, MediaType
from chalicelib.shared.schema import LongText, Model, Sha256, ShortText


class NewCase(Model):
    """A draft: which item, where, and the answers to its guide's questions.

    `on_behalf_of` is the authorisation by which the caller applies for another, or an organisation that they act for.
    """

    item_code: Code
    division_code: DivisionCode
    answers: dict[str, Any] = Field(default_factory=dict)
    on_behalf_of: Code | None = None


class FormInput(Model):
    """The form as far as it is filled in; its shape is the item's form schema."""

    form: dict[str, Any]


class NewMaterial(Model):
    """A file to come: bytes, hexadecimal SHA-256."""

    slot: Code
    name: ShortText
    content_type: MediaType
    size: Annotated[int, Field(ge=1, le=1024**3)]
    sha256: Sha256


class Withdrawal(Model):
    """Why the application is taken back, if the applicant wants to say."""

    reasons: LongText | None = None


class MaterialBody(Model):
    """A material without its file. `entered_by`: the applicant gave it, or staff scanned it for them."""

    material_id: str
    slot: str
    name: str
    content_type: MediaType
    size: int
    sha256: str
    state: Literal["pending", "stored"]
    uploaded_at: str
    reused_from: str | None = None
    entered_by: Literal["applicant", "staff"]


class Upload(Model):
    """A multipart POST: every field in order, the file field `file` last."""

    url: str
    fields: dict[str, str]


class AnnouncedMaterial(MaterialBody):
    """A material, and where its file goes; null for a file that was uploaded to this slot already."""

    upload: Upload | None


class MaterialList(Model):
    """The materials of a case."""

    materials: list[MaterialBody]


class FileLink(Model):
    """A link to a file and how many seconds it is good for."""

    material_id: str
    url: str
    expires_in: int


class Missing(Model):
    """A field that is still lacking."""

    pointer: str
    code: str


class SavedForm(Model):
    """The form as stored, and what it still lacks."""

    case_id: str
    form: dict[str, Any]
    missing: list[Missing]
    version: int
