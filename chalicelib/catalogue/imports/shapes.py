"""How an import is shown to those who keep the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.catalogue.imports.records import Import, Quarantined

_TOLD = (
    "import_id", "kind", "source", "format", "created_at", "by", "size", "sha256", "state", "encoding", "rows",
    "rows_read", "accepted", "unchanged", "quarantined_rows", "quarantined_total", "progress",
)  # fmt: skip


def summary(import_: Import) -> dict[str, Any]:
    """An import in a list."""
    return {**{name: getattr(import_, name) for name in _TOLD}, "failure": failure_shown(import_.failure)}


def shown(import_: Import, reasons: Sequence[Quarantined] = ()) -> dict[str, Any]:
    """An import with the first reasons, in the order of their rows."""
    return {
        **summary(import_),
        "quarantined": [{"row": one.row, "field": one.field, "reason": one.reason} for one in sorted(reasons)],
        "report": None,
        "upload": None,
    }


def failure_shown(failure: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Why nothing could be done, in words."""
    if failure is None:
        return None
    from chalicelib.catalogue.messages import MESSAGES

    title, detail = MESSAGES[failure["code"]]
    return {"code": failure["code"], "title": title, "detail": detail.format_map(failure["params"])}
