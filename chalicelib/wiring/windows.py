"""Windows, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.windows.service import WindowService
    from chalicelib.windows.table import WindowTable


@lru_cache(maxsize=1)
def window_service() -> WindowService:
    from chalicelib.windows.service import WindowService

    return WindowService(window_table())


@lru_cache(maxsize=1)
def window_table() -> WindowTable:
    from chalicelib.windows.table import WindowTable

    return WindowTable()
