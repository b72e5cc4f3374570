"""Rules on what an item must have before anybody passes it, and on what contradicts itself.

Source: requirement rows R016 (elements) and R030. Only what nobody could apply without is demanded; `advice.py` names
the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.rules import Unit
from chalicelib.shared.errors import Fault

_AT = "/content"
_ONLINE = frozenset({"miniprogram", "h5"})
_APPLYING_ONLINE = 3
_AT_ONCE = ((Unit.NOW, None), (Unit.HOURS, 24), (Unit.DAYS, 1), (Unit.WORKING_DAYS, 1), (Unit.NONE, None))


def completeness_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """What is missing, and what cannot be true together."""
    for name in ("applicant_types", "divisions"):
        if not content[name]:
            yield Fault(f"{_AT}/{name}", f"{name}_missing")
    if (content["online_depth"] or 0) >= _APPLYING_ONLINE and not _ONLINE & set(content["channels"]):
        yield Fault(f"{_AT}/online_depth", "online_depth_without_channel")
    if content["fee"]["charged"] is False and content["fee"]["rates"]:
        yield Fault(f"{_AT}/fee/charged", "fee_contradicts_rates")
    if content["handling_type"] == "IMMEDIATE" and not _at_once(
        content["committed_limit"] or content["statutory_limit"]
    ):
        yield Fault(f"{_AT}/handling_type", "immediate_with_a_limit")
    yield from _examination_faults(content)
    yield from _declared_faults(content)


def _at_once(limit: Mapping[str, Any]) -> bool:
    """即办件: done while one waits, on the next day at the latest."""
    return any(limit["unit"] == unit and (most is None or (limit["value"] or 0) <= most) for unit, most in _AT_ONCE)


def _examination_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    codes = {one["code"] for one in content["materials"]}
    for index, point in enumerate(content["examination"]):
        if point["material"] is not None and point["material"] not in codes:
            yield Fault(f"{_AT}/examination/{index}/material", "material_unknown")


def _declared_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """告知承诺: what does instead of a material must be there to be signed."""
    for index, material in enumerate(content["materials"]):
        if material["may_declare"] and content["commitment"] is None:
            named = {"name": material["name"]}
            yield Fault(f"{_AT}/materials/{index}/may_declare", "declared_without_commitment", named)
