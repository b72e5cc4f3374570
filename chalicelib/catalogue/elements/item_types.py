"""Types of items (GB/T 39046), and the legal regime that goes with each."""

from __future__ import annotations

from typing import NamedTuple

from chalicelib.catalogue.elements.regimes import (
    CONFIRMATION,
    LICENSING_LAW,
    OTHER_POWER,
    PAYMENT,
    PUBLIC_SERVICE,
    Regime,
)


class ItemType(NamedTuple):
    """A type of item: identifier, Chinese term, code in GB/T 39046, the regime that goes with it."""

    name: str
    title: str
    code: str
    regime: Regime


ITEM_TYPES = (
    ItemType("administrative_licence", "行政许可", "01", LICENSING_LAW),
    ItemType("administrative_levy", "行政征收", "04", OTHER_POWER),
    ItemType("benefit_payment", "行政给付", "05", PAYMENT),
    ItemType("confirmation", "行政确认", "07", CONFIRMATION),
    ItemType("reward", "行政奖励", "08", OTHER_POWER),
    ItemType("ruling", "行政裁决", "09", OTHER_POWER),
    ItemType("other_power", "其他", "10", OTHER_POWER),
    ItemType("public_service", "公共服务", "20", PUBLIC_SERVICE),
)
TYPE_BY_TITLE = {item_type.title: item_type for item_type in ITEM_TYPES} | {"其他行政权力": ITEM_TYPES[6]}
TYPE_BY_NAME = {item_type.name: item_type for item_type in ITEM_TYPES}
