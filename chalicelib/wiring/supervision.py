"""Supervision, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import committer
from chalicelib.wiring.configuration import configuration_service

if TYPE_CHECKING:
    from chalicelib.configuration.documents import Supervision
    from chalicelib.supervision.service import SupervisionService


@lru_cache(maxsize=1)
def supervision_service() -> SupervisionService:
    from chalicelib.supervision.service import SupervisionService
    from chalicelib.supervision.table.counters import CounterTable

    return SupervisionService(CounterTable(), committer())


def supervision_settings() -> Supervision:
    """What the city's configuration says of reminders and cards, as in force now."""
    return configuration_service().document("supervision")
