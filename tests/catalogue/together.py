"""Items that hang together, for tests."""

from __future__ import annotations

from typing import Any

from tests.catalogue.conftest import City
from tests.catalogue.samples import content
from tests.configuration.people import AUDITOR, EDITOR

FIRST, SECOND, THIRD = "ITEM-A", "ITEM-B", "ITEM-C"


def prerequisite(code: str) -> dict[str, str]:
    return {"item_code": code, "name": f"事项{code}"}


def proof(code: str, required: bool = True, number: int = 90) -> dict[str, Any]:
    """A material that is the result of another item."""
    return {
        "code": f"P{number}",
        "name": f"{code}的结果",
        "required": required,
        "accept": ["application/pdf"],
        "basis": "B01",
        "origin": {"kind": "authority", "issuer": "某局", "item_code": code},
    }


def an_item(code: str, *, needs: tuple[str, ...] = (), proofs: tuple[str, ...] = (), **parts: Any) -> dict[str, Any]:
    """A complete item under a code of its own that needs others as prerequisites or their results as materials."""
    whole = content(item_code=code, basic_code=None, name=f"事项{code}", code_origin="official")
    materials = [*whole["materials"], *(proof(one, number=90 + n) for n, one in enumerate(proofs))]
    return {**whole, "prerequisites": [prerequisite(one) for one in needs], "materials": materials, **parts}


def draft(city: City, item: dict[str, Any], if_match: int = 0) -> int:
    """Draft an item; its number."""
    number: int = city.desk.save_draft(item["item_code"], item, if_match, EDITOR)["number"]
    return number


def audited(city: City, item: dict[str, Any]) -> int:
    """Draft an item and have it audited; its number."""
    number = draft(city, item)
    city.desk.audit(item["item_code"], number, None, AUDITOR, None)
    return number


def published(city: City, item: dict[str, Any]) -> int:
    """Bring an item in force; its number."""
    number = audited(city, item)
    city.desk.publish(item["item_code"], number, AUDITOR, None)
    return number
