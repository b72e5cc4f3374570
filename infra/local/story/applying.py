"""What the journeys have in common: logging in, proving who one is, finding an item, and applying."""

from __future__ import annotations

import hashlib
from typing import Any

from infra.local.story import papers
from infra.local.story.city import City, Visitor, upload
from infra.local.story.telling import Listener

Papers = dict[str, tuple[str, bytes]]
"""What to upload for a material slot: media type and content. Slots that are not named get a PDF."""


def proved(city: City, name: str, listener: Listener) -> Visitor:
    """A sample person, logged in with WeChat and verified by name and number."""
    who = city.citizen(name)
    held = who.get("/v1/me")["assurance_level"]
    listener.step(name, "用微信登录 · logs in with WeChat", f"得到登录令牌,实名等级 {held}")
    number = city.person(name)["resident_id"]
    said = {"method": "name_number", "name": name, "resident_id": number}
    level = who.post("/v1/me/verifications", said)["assurance_level"]
    who.refresh()
    listener.step(
        name, "用姓名和公民身份号码实名 · proves identity by name and number", f"人口库核对一致,实名等级 {level}"
    )
    return who


def found(who: Visitor, name: str, query: str, listener: Listener) -> dict[str, Any]:
    """The first item that the query finds."""
    items = who.get("/v1/items", query=query)["items"]
    item: dict[str, Any] = who.get(f"/v1/items/{items[0]['item_code']}")
    listener.step(name, f"查找“{query}” · searches", f"{item['name']}({items[0]['item_code']})")
    return item


def guided(who: Visitor, name: str, code: str, answers: dict[str, Any], listener: Listener) -> dict[str, Any]:
    """This applicant's own list."""
    guide: dict[str, Any] = who.post(f"/v1/items/{code}/guide", {"answers": answers})
    names = {one["code"]: one["name"] for one in guide["materials"]}
    bring, held = ("、".join(names[code] for code in guide[part]) for part in ("to_bring", "already_held"))
    listener.step(
        name,
        "回答情形问题,得到自己的材料清单 · answers the questions, gets their own list of materials",
        f"需要提交:{bring};本市已掌握、不用提交:{held or '无'}",
    )
    return guide


def handed_in(
    who: Visitor, name: str, case: dict[str, Any], form: dict[str, Any], given: Papers, listener: Listener
) -> dict[str, Any]:
    """Fill the form, upload what the case requires, and submit."""
    case_id = case["case_id"]
    saved = who.put(f"/v1/cases/{case_id}/form", {"form": form}, 0)
    listener.step(name, "填写表单 · fills in the form", f"已保存第 {saved['version']} 版,缺 {len(saved['missing'])} 项")
    for slot in case["required_materials"]:
        content_type, content = given.get(slot, ("application/pdf", papers.pdf(f"Sample paper {slot}")))
        add_material(who, case_id, slot, content_type, content)
    listener.step(
        name, "上传材料 · uploads the materials", f"{len(case['required_materials'])} 份,逐份核对大小、校验值和真实类型"
    )
    submitted: dict[str, Any] = who.post(f"/v1/cases/{case_id}/submission")
    listener.step(name, "提交申请 · submits", f"办件编号 {submitted['case_no']},查询号 {submitted['public_no']}")
    return submitted


def add_material(who: Visitor, case_id: str, slot: str, content_type: str, content: bytes) -> str:
    """Announce, upload and complete one file; returns its id."""
    said = {
        "slot": slot,
        "name": f"{slot}.{content_type.rpartition('/')[2]}",
        "content_type": content_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    material = who.post(f"/v1/cases/{case_id}/materials", said)
    upload(material["upload"], content)
    who.post(f"/v1/cases/{case_id}/materials/{material['material_id']}/completion")
    return str(material["material_id"])


def looked_up(city: City, case: dict[str, Any], name: str, listener: Listener) -> dict[str, Any]:
    """What anybody sees who knows the public number and the end of the applicant's certificate number."""
    proof = city.person(name)["resident_id"][-6:]
    seen: dict[str, Any] = Visitor(city).post("/v1/status-lookups", {"number": case["public_no"], "proof": proof})
    listener.step(
        "任何人 · anybody",
        "用查询号和证件号码后六位查询 · looks the case up by its number and a proof",
        f"状态 {seen['status']}",
    )
    return seen
