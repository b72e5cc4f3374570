"""Materials: announced, uploaded straight to the bucket, then examined before they count.

`wx.uploadFile` speaks multipart POST only, so the upload is a presigned POST policy that takes exactly one file of the
announced size and type. Neither size, digest nor type is believed until the object itself was read.
"""

from __future__ import annotations

import hashlib
from typing import Any

from chalicelib.cases import acting
from chalicelib.cases.intake.drafts import (
    draft_expiry,
    editing_round,
    open_for_materials,
    require_open_slot,
    still_editable,
)
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import CaseFile, StoredMaterial, Writes
from chalicelib.cases.shapes import material_body
from chalicelib.cases.terms import Slot
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import NotFound, RuleViolation, TooLarge
from chalicelib.shared.files import TAIL, TYPES, real_type
from chalicelib.shared.ids import new_id

PENDING, STORED = "pending", "stored"
LINK_SECONDS = 300


def announce(parts: Parts, by: Caller, case_id: str, said: dict[str, Any], once: Once | None) -> dict[str, Any]:
    """Take note of a file to come (slot, name, content_type, size, sha256) and say where to upload it.

    The same file (slot, digest, size, type) twice in one round is one: the first is answered, without `upload` if it
    is there already.
    """

    def change() -> Change:
        file = open_for_materials(parts, by, case_id)
        if known := _known(file, said):
            return Change(answer={**shown(parts, file, known), "upload": _upload(parts, case_id, known)})
        require_takes(parts, file, said)
        material = _announced(parts, file, said)._replace(entered_by=acting.helper(by))
        answer = {**material_body(material, said["name"]), "upload": _upload(parts, case_id, material)}
        return Change(edited(parts, file, material), answer=answer)

    return parts.committer.commit(change, once)


def complete(parts: Parts, by: Caller, case_id: str, material_id: str, once: Once | None) -> dict[str, Any]:
    """Read the uploaded object and take it if it is what was announced. Raises RuleViolation naming what is not.

    The object is read once, however often others change the case meanwhile.
    """
    examined: set[StoredMaterial] = set()

    def change() -> Change:
        file = open_for_materials(parts, by, case_id)
        material = _of(file, material_id)
        require_open_slot(file.case, material.slot)
        if material.state == STORED:
            return Change(answer=shown(parts, file, material))
        if material not in examined:
            _examine(parts, case_id, material)
            examined.add(material)
        stored = material._replace(state=STORED)
        return Change(edited(parts, file, stored), answer=shown(parts, file, stored))

    return parts.committer.commit(change, once)


def remove(parts: Parts, by: Caller, case_id: str, material_id: str) -> None:
    """Take a material back before it is handed in."""

    def change() -> Change:
        file = open_for_materials(parts, by, case_id)
        material = _of(file, material_id)
        if material.round != editing_round(file.case) or _was_handed_in(file, material):
            raise RuleViolation("material_already_submitted")
        return Change((*parts.cases.drop_material(case_id, material), *still_editable(parts, file, material.sort)))

    parts.committer.commit(change, None)


def current(file: CaseFile, round_: int) -> list[StoredMaterial]:
    """What counts in `round_`: in each slot the files of its latest round.

    What was supplemented (容缺) is of a round that a correction may go on with: there what is new counts instead.
    """
    stored = [material for material in file.materials if material.state == STORED and material.round <= round_]
    latest: dict[str, tuple[int, bool]] = {}
    for material in stored:
        latest[material.slot] = max(_age(file, material), latest.get(material.slot, (0, False)))
    return [material for material in stored if _age(file, material) == latest[material.slot]]


def _age(file: CaseFile, material: StoredMaterial) -> tuple[int, bool]:
    return material.round, not _was_handed_in(file, material)


def _was_handed_in(file: CaseFile, material: StoredMaterial) -> bool:
    return any(known.material_id == material.material_id for known in file.case.materials)


def lacking(file: CaseFile) -> tuple[str, ...]:
    """The required slots that hold no file, in the order in which they are required."""
    given = {material.slot for material in current(file, editing_round(file.case))}
    return tuple(code for code in file.case.required if code not in given)


def listed(parts: Parts, file: CaseFile) -> list[dict[str, Any]]:
    """All materials of a case, as shown."""
    salt = _salt(parts, file)
    return [_shown(parts, salt, material) for material in file.materials]


def link(parts: Parts, file: CaseFile, material_id: str) -> dict[str, Any]:
    """A link to the file, good for five minutes."""
    material = _of(file, material_id)
    if material.state != STORED:
        raise NotFound("material_not_found")
    url = parts.uploads.link(material.key(file.case.case_id), material.content_type, LINK_SECONDS)
    return {"material_id": material_id, "url": url, "expires_in": LINK_SECONDS}


def twin(file: CaseFile, slot: str, sha256: str) -> StoredMaterial | None:
    """The same file in the same slot, in the round that is being worked on: there already, or announced."""
    wanted = (slot, sha256, editing_round(file.case))
    same = [one for one in file.materials if (one.slot, one.sha256, one.round) == wanted]
    return max(same, key=lambda one: one.state == STORED, default=None)


def accepted(parts: Parts, slot: Slot) -> list[str]:
    """The types of file that a slot takes here."""
    return [kind for kind in slot.accept or TYPES if kind in parts.settings().material_types]


def require_takes(parts: Parts, file: CaseFile, said: dict[str, Any]) -> None:
    """Raise RuleViolation or TooLarge unless the slot takes one more file of that `content_type` and `size`."""
    settings = parts.settings()
    slot = parts.items.terms(file.case.item_code, file.case.item_version).slot(said["slot"])
    if slot is None:
        raise RuleViolation("slot_unknown")
    require_open_slot(file.case, slot.code)
    types = accepted(parts, slot)
    if said["content_type"] not in types:
        raise RuleViolation("material_type_refused", accepted="、".join(types))
    if said["size"] > settings.material_max_bytes:
        raise TooLarge("material_too_large", limit=settings.material_max_bytes)
    if sum(m.round == editing_round(file.case) for m in file.materials) >= settings.materials_per_case:
        raise RuleViolation("too_many_materials", limit=settings.materials_per_case)


def _announced(parts: Parts, file: CaseFile, said: dict[str, Any]) -> StoredMaterial:
    material_id = new_id()
    return StoredMaterial(
        material_id=material_id,
        slot=said["slot"],
        round=editing_round(file.case),
        name_sealed=parts.sealer.seal(_salt(parts, file), said["name"], f"material:{material_id}"),
        content_type=said["content_type"],
        size=said["size"],
        sha256=said["sha256"],
        state=PENDING,
        uploaded_at=rfc3339(parts.law.now()),
    )


def _known(file: CaseFile, said: dict[str, Any]) -> StoredMaterial | None:
    known = twin(file, said["slot"], said["sha256"])
    announced = (said["content_type"], said["size"])
    return known if known and (known.content_type, known.size) == announced else None


def _upload(parts: Parts, case_id: str, material: StoredMaterial) -> dict[str, Any] | None:
    if material.state == STORED:
        return None
    return parts.uploads.form_for(material.key(case_id), material.content_type, material.size, material.sha256)


def edited(parts: Parts, file: CaseFile, material: StoredMaterial) -> Writes:
    """What stores a material, and fails if the case moved on meanwhile."""
    stored = parts.cases.save_material(file.case.case_id, material, expires_at=draft_expiry(parts, file.case))
    return (*stored, *still_editable(parts, file, material.sort))


def _salt(parts: Parts, file: CaseFile) -> str:
    return parts.people.salt_of(file.case.owner)


def shown(parts: Parts, file: CaseFile, material: StoredMaterial) -> dict[str, Any]:
    """One material of a case, as shown."""
    return _shown(parts, _salt(parts, file), material)


def _shown(parts: Parts, salt: str, material: StoredMaterial) -> dict[str, Any]:
    name = parts.sealer.open(salt, material.name_sealed, f"material:{material.material_id}")
    return material_body(material, name)


def _of(file: CaseFile, material_id: str) -> StoredMaterial:
    for material in file.materials:
        if material.material_id == material_id:
            return material
    raise NotFound("material_not_found")


def _examine(parts: Parts, case_id: str, material: StoredMaterial) -> None:
    """Stream the object: its size, digest and real type must be what was announced."""
    chunks = parts.uploads.chunks(material.key(case_id))
    if chunks is None:
        raise RuleViolation("material_not_uploaded")
    digest, size, head, tail = hashlib.sha256(), 0, b"", b""
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        head = head or chunk[:16]
        tail = (tail + chunk)[-TAIL:]
        if size > material.size:
            break
    if size != material.size:
        raise RuleViolation("material_size_differs", announced=material.size)
    if digest.hexdigest() != material.sha256:
        raise RuleViolation("material_digest_differs")
    if real_type(head, tail) != material.content_type:
        raise RuleViolation("material_type_differs", announced=material.content_type)
