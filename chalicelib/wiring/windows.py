"""Windows, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import committer, law_clock, recorder
from chalicelib.wiring.catalogue import catalogue_service

if TYPE_CHECKING:
    from chalicelib.windows.keeping import WindowKeeping
    from chalicelib.windows.portal import Portal
    from chalicelib.windows.service import WindowService
    from chalicelib.windows.table import WindowTable


@lru_cache(maxsize=1)
def window_service() -> WindowService:
    from chalicelib.windows.service import WindowService

    return WindowService(window_table())


@lru_cache(maxsize=1)
def window_keeping() -> WindowKeeping:
    from chalicelib.windows.adapters.surroundings import CitySurroundings
    from chalicelib.windows.keeping import WindowKeeping
    from chalicelib.wiring.staff import staff_service

    surroundings = CitySurroundings(catalogue_service, staff_service)
    return WindowKeeping(window_table(), surroundings, recorder(), committer())


@lru_cache(maxsize=1)
def portal() -> Portal:
    from chalicelib.windows.portal import Portal

    return Portal(window_service(), law_clock().today)


@lru_cache(maxsize=1)
def window_table() -> WindowTable:
    from chalicelib.windows.table import WindowTable

    return WindowTable()
