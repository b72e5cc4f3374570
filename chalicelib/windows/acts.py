"""The acts of windows, one chain for each division. They hold no personal data but numbers of staff."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

_DESCRIBED = frozenset(
    {
        "window_id", "window_no", "name", "hall", "kind", "departments", "item_codes", "staff", "hours", "powers",
        "exclusive",
    }
)  # fmt: skip

WINDOW_OPENED = ActType("window.opened", "已开设窗口", _DESCRIBED, public=False)
WINDOW_CHANGED = ActType("window.changed", "已变更窗口", _DESCRIBED, public=False)
WINDOW_CLOSED = ActType("window.closed", "已关闭窗口", frozenset({"window_id", "window_no"}), public=False)

ACT_TYPES = (WINDOW_OPENED, WINDOW_CHANGED, WINDOW_CLOSED)
