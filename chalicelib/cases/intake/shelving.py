"""What is handed in goes on its owner's shelf (电子资料库), to be offered when something else asks for the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import StoredMaterial, Writes
from chalicelib.cases.rules import Case
from chalicelib.shared.clocks import rfc3339

MOST = 25
"""Files of one handing-in that are noted: a transaction has room for 100 writes, and 60 may be the files themselves."""


def noted(parts: Parts, case: Case, materials: Iterable[StoredMaterial]) -> Writes:
    """An entry for each different file, written together with the act by which it is handed in."""
    by_digest = {material.sha256: material for material in materials}
    if not by_digest:
        return ()
    slots = {slot.code: slot for slot in parts.items.terms(case.item_code, case.item_version).slots}
    shelf, now = parts.shelf(), rfc3339(parts.law.now())
    writes: list[Any] = []
    for sha256, material in list(by_digest.items())[:MOST]:
        slot = slots.get(material.slot)
        said = {
            "case_id": case.case_id,
            "material_id": material.material_id,
            "item_code": case.item_code,
            "item_name": case.item_name,
            "slot_name": slot.name if slot else material.slot,
            "certificate": slot.certificate if slot else None,
            "name_sealed": material.name_sealed,
            "content_type": material.content_type,
            "size": material.size,
            "least_assurance_level": case.least_assurance_level,
        }
        writes += shelf.note(case.owner, sha256, now, said)
    return tuple(writes)
