"""Rules on what a reform list makes of an item: 取消、合并、下放、转移 (requirement row R053)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib.shared.errors import Fault

ENDING = frozenset({"cancelled", "merged"})
_AT = "/content/reform"


def ends(content: Mapping[str, Any]) -> bool:
    """Whether publishing the content takes the item out of force."""
    reform = content["reform"]
    return reform is not None and reform["kind"] in ENDING


def reform_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """A date that is none; a merger into nothing or into itself."""
    reform = content["reform"]
    if reform is None:
        return
    if effective_on(reform) is None:
        yield Fault(f"{_AT}/effective_on", "date_wrong")
    if reform["kind"] == "merged" and reform["successor"] is None:
        yield Fault(f"{_AT}/successor", "successor_missing")
    if reform["successor"] == content["item_code"]:
        yield Fault(f"{_AT}/successor", "successor_is_itself")


def effective_on(reform: Mapping[str, Any]) -> date | None:
    """The first day on which the reform holds; None for what is no date."""
    try:
        return date.fromisoformat(reform["effective_on"])
    except ValueError:
        return None
