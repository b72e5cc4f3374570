"""The city's configuration, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import committer, recorder, wall_clock

if TYPE_CHECKING:
    from chalicelib.configuration.editing import ConfigurationDesk
    from chalicelib.configuration.service import ConfigurationService


@lru_cache(maxsize=1)
def configuration_service() -> ConfigurationService:
    from chalicelib.configuration.service import ConfigurationService
    from chalicelib.configuration.table import ConfigurationTable

    return ConfigurationService(ConfigurationTable(), wall_clock())


@lru_cache(maxsize=1)
def configuration_desk() -> ConfigurationDesk:
    from chalicelib.configuration.editing import ConfigurationDesk
    from chalicelib.configuration.table import ConfigurationTable

    return ConfigurationDesk(ConfigurationTable(), configuration_service(), recorder(), committer())
