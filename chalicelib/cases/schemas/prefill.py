"""Filling in what is known, carrying drafts over, and files given once."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.schemas.bodies import CaseBody, PrefilledBody
from chalicelib.cases.schemas.intake import SavedForm
from chalicelib.cases.schemas.values import Code, MediaType
from chalicelib.shared.schema import Model, PageQuery, Sha256


class Prefilled(SavedForm):
    """The form after filling in: what was filled in now, and all that ever was with its sources."""

    filled: list[str]
    prefilled: list[PrefilledBody]


class RenewalInput(Model):
    """The answers to the guide of the edition in force; without them, those with which the draft was begun."""

    answers: dict[str, Any] | None = None


class DroppedMaterial(Model):
    """A file that the list in force has no place for."""

    material_id: str
    slot: str


class RenewedCase(CaseBody):
    """The draft under the edition in force, and what of form and files it does not take."""

    form_version: int
    dropped_fields: list[str]
    dropped_materials: list[DroppedMaterial]


class KeptFile(Model):
    """A file that was handed in before; its case and material tell where it is opened."""

    sha256: Sha256
    name: str
    content_type: MediaType
    size: int
    slot_name: str
    certificate: str | None
    item_name: str
    case_id: str
    material_id: str
    last_used: str


class SlotOffers(Model):
    """What fits one open slot: given under the same name, or as the same certificate."""

    slot: str
    name: str
    required: bool
    offers: list[KeptFile]


class MaterialOffers(Model):
    """Slots for which something was given before."""

    case_id: str
    slots: list[SlotOffers]


class Reuse(Model):
    """Which file goes where."""

    slot: Code
    sha256: Sha256


class StoreOwner(Model):
    """Whose store: one's own, or that of an organisation that one may act for."""

    organisation_id: Code | None = None


class StoreQuery(PageQuery):
    """The same, in pages."""

    organisation_id: Code | None = None


class FileStore(Model):
    """电子资料库: part of the list."""

    files: list[KeptFile]
    next_cursor: str | None
