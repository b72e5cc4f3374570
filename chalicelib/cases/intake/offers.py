"""一次提交,多次复用 — what an owner handed in before is offered again, by its digest, and taken over without its bytes.

No consent is asked for: it is the owner's own file, taken over because they, or whoever may apply for them, say so
now. The consent `certificate_use` is about what the city looks up by itself.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from chalicelib.cases import acting
from chalicelib.cases.intake import materials
from chalicelib.cases.intake.drafts import editing_round, open_for_materials
from chalicelib.cases.intake.sight import Sight, applying, on_record
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import CaseFile, StoredMaterial
from chalicelib.cases.rules import EDITABLE
from chalicelib.cases.shelf import Kept
from chalicelib.cases.terms import Slot
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.shared.ids import new_id

LOOKED_AT, OFFERED = 200, 10
"""The files last used among which something fitting is looked for, and how many are offered for one slot."""


def offers(parts: Parts, by: Caller, case_id: str) -> dict[str, Any]:
    """For each slot that is still open, what the owner gave before under the same name or as the same certificate."""
    on_record(parts, by, case_id, "offers")
    file = open_for_materials(parts, by, case_id)
    terms = parts.items.terms(file.case.item_code, file.case.item_version)
    sight = Sight(parts, applying(file.case, by), file.case.owner)
    shelf = parts.shelf().of(file.case.owner, LOOKED_AT, None).entries
    seen = [kept for kept in shelf if sight.reaches(kept.item_code, kept.least_assurance_level)]
    slots = [_offered(parts, file, slot, seen) for slot in terms.slots if _open(file, slot)]
    return {"case_id": case_id, "slots": [slot for slot in slots if slot["offers"]]}


def reuse(parts: Parts, by: Caller, case_id: str, slot: str, sha256: str, once: Once | None) -> dict[str, Any]:
    """Take a file of the owner's shelf into this case, by a copy within the bucket. Twice the same is one file.

    Raises NotFound for what the owner never handed in or the caller may not see, RuleViolation if it is not kept any
    more, and whatever an upload to that slot is refused for.
    """
    fresh, copied = new_id(), set[str]()

    def change() -> Change:
        file = open_for_materials(parts, by, case_id)
        kept = _of_owner(parts, applying(file.case, by), file.case.owner, sha256)
        if (known := materials.twin(file, slot, sha256)) and known.state == materials.STORED:
            return Change(answer=materials.shown(parts, file, known))
        materials.require_takes(parts, file, {"slot": slot, "content_type": kept.content_type, "size": kept.size})
        place = (known.material_id, known.version) if known else (fresh, 0)
        taken = _taken(parts, file, kept, slot, *place)._replace(entered_by=acting.helper(by))
        _copy(parts, kept.key, taken.key(case_id), copied)
        return Change(materials.edited(parts, file, taken), answer=materials.shown(parts, file, taken))

    return parts.committer.commit(change, once)


def _open(file: CaseFile, slot: Slot) -> bool:
    """Whether a file is still looked for in this round: nothing was given, and the city does not hold it."""
    case = file.case
    given = {one.slot for one in _given(file) if one.round == editing_round(case)}
    follows = case.tolerance is not None and slot.code in case.tolerance.slots
    return slot.code not in given and slot.code not in case.held and (follows or case.status in EDITABLE)


def _offered(parts: Parts, file: CaseFile, slot: Slot, seen: list[Kept]) -> dict[str, Any]:
    accepted, most = materials.accepted(parts, slot), parts.settings().material_max_bytes
    known = {one.sha256 for one in _given(file) if one.slot == slot.code}
    fitting = (
        kept
        for kept in seen
        if _fits(kept, slot) and kept.content_type in accepted and kept.size <= most and kept.sha256 not in known
    )
    there = list(islice((kept for kept in fitting if parts.uploads.size(kept.key) == kept.size), OFFERED))
    salt = parts.people.salt_of(file.case.owner) if there else ""
    return {
        "slot": slot.code,
        "name": slot.name,
        "required": slot.code in file.case.required,
        "offers": [body(parts, salt, kept) for kept in there],
    }


def _given(file: CaseFile) -> list[StoredMaterial]:
    """What is there: an upload that was only announced may never come."""
    return [one for one in file.materials if one.state == materials.STORED]


def _fits(kept: Kept, slot: Slot) -> bool:
    return kept.slot_name == slot.name or (slot.certificate is not None and kept.certificate == slot.certificate)


def _of_owner(parts: Parts, by: Caller, owner: str, sha256: str) -> Kept:
    kept = parts.shelf().one(owner, sha256)
    if kept is None or not Sight(parts, by, owner).reaches(kept.item_code, kept.least_assurance_level):
        raise NotFound("file_not_on_shelf")
    return kept


def _copy(parts: Parts, key: str, to: str, copied: set[str]) -> None:
    """Copy an object once, however often others change the case meanwhile."""
    if to not in copied and not parts.uploads.copy(key, to):
        raise RuleViolation("file_no_longer_kept")
    copied.add(to)


def _taken(parts: Parts, file: CaseFile, kept: Kept, slot: str, material_id: str, version: int) -> StoredMaterial:
    """The file as a material of this case: a new one, or what an upload of it was announced as."""
    salt = parts.people.salt_of(file.case.owner)
    name = parts.sealer.open(salt, kept.name_sealed, f"material:{kept.material_id}")
    return StoredMaterial(
        material_id=material_id,
        slot=slot,
        round=editing_round(file.case),
        name_sealed=parts.sealer.seal(salt, name, f"material:{material_id}"),
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        state=materials.STORED,
        uploaded_at=rfc3339(parts.law.now()),
        version=version,
        origin=f"{kept.case_id}/{kept.material_id}",
    )


def body(parts: Parts, salt: str, kept: Kept) -> dict[str, Any]:
    """A file of the shelf, as its owner sees it: `GET /cases/{case_id}/materials/{material_id}/file` opens it."""
    return {
        "sha256": kept.sha256,
        "name": parts.sealer.open(salt, kept.name_sealed, f"material:{kept.material_id}"),
        "content_type": kept.content_type,
        "size": kept.size,
        "slot_name": kept.slot_name,
        "certificate": kept.certificate,
        "item_name": kept.item_name,
        "case_id": kept.case_id,
        "material_id": kept.material_id,
        "last_used": kept.last_used,
    }
