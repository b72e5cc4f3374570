"""八公开: the eight things that are published of every item, as a view of the item itself.

Name, basis, conditions, procedure, statutory limit, committed limit, basis of the fee, rate of the fee.
"""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.rules import ServiceItem


def disclosures(item: ServiceItem) -> dict[str, Any]:
    """The eight, each under its Chinese title too. A fee that is not charged has no basis and no rates."""
    said = {
        "name": item.name,
        "basis": item.content["basis"],
        "conditions": [_condition(one, item) for one in item.content["conditions"]],
        "procedure": procedure(item),
        "statutory_limit": item.content["statutory_limit"],
        "committed_limit": item.content["committed_limit"],
        "fee_basis": _basis(item.content["fee"].get("basis"), item),
        "fee_rate": {name: item.content["fee"][name] for name in ("charged", "rates", "note")},
    }
    shown = [{"element": name, "title": TITLES[name], "content": content} for name, content in said.items()]
    return {"item_code": item.code, "version": item.version, "name": item.name, "disclosures": shown}


TITLES = {
    "name": "项目名称",
    "basis": "设定依据",
    "conditions": "申请条件",
    "procedure": "办理程序",
    "statutory_limit": "法定时限",
    "committed_limit": "承诺时限",
    "fee_basis": "收费依据",
    "fee_rate": "收费标准",
}


def procedure(item: ServiceItem) -> list[str]:
    """The steps from application to service: those of the law, and between them those of the item's own process."""
    nodes = item.process_definition["nodes"].values()
    steps = [str(node["name"]) for node in nodes if node["kind"] == "step"]
    return ["申请", "受理", *steps, "决定", "送达"]


def _condition(condition: dict[str, Any], item: ServiceItem) -> dict[str, Any]:
    return {"text": condition["text"], "basis": _basis(condition.get("basis"), item)}


def _basis(code: str | None, item: ServiceItem) -> dict[str, Any] | None:
    """The basis that another part names by its code."""
    return next((dict(basis) for basis in item.content["basis"] if code and basis["code"] == code), None)
