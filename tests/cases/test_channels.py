"""An item is applied for by the channels that offer it, and online only if it can all be applied for there."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.intake import drafts
from chalicelib.shared.errors import RuleViolation
from tests.builders import but
from tests.cases import scenes
from tests.cases.fakes import DIVISION, ITEM, FakeItems, memory_parts


def begin(channel: str, **offered: Any) -> dict[str, Any]:
    parts = memory_parts(FakeItems(**offered))
    return drafts.begin(parts, but(scenes.applicant("person-zhang"), channel=channel), ITEM, DIVISION, {}, None)


@pytest.mark.parametrize(
    ("channel", "offered"),
    [
        ("miniprogram", {"channels": ("miniprogram", "window")}),
        ("h5", {}),
        ("kiosk", {}),
        ("kiosk", {"channels": ("kiosk",), "online": False}),
    ],
)
def test_an_item_is_applied_for_where_it_is_offered(channel: str, offered: dict[str, Any]) -> None:
    assert begin(channel, **offered)["status"] == "draft"


@pytest.mark.parametrize(
    ("channel", "offered", "code"),
    [
        ("miniprogram", {"online": False}, "item_not_online"),
        ("h5", {"channels": ("h5", "window"), "online": False}, "item_not_online"),
        ("kiosk", {"channels": ("miniprogram", "h5", "window")}, "item_not_by_this_channel"),
        ("miniprogram", {"channels": ("window",)}, "item_not_by_this_channel"),
    ],
)
def test_nowhere_else(channel: str, offered: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        begin(channel, **offered)
