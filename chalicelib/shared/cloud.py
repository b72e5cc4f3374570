"""Clients of AWS services, all of one session: what it has read of the cloud serves each (5 ms a client, not 40)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config

_SETTINGS: dict[str, Any] = {
    "user_agent": "banshi",  # botocore's own is put together anew for each request, twice
    "connect_timeout": 1,
    "read_timeout": 5,
    "retries": {"mode": "standard", "total_max_attempts": 3},
}


@lru_cache(maxsize=1)
def session() -> botocore.session.Session:
    """The session of this container."""
    return botocore.session.get_session()


def client(service: str, **config: Any) -> Any:
    """A new client of `service`. `config` goes before our time-outs (seconds) and retries."""
    return session().create_client(service, config=Config(**{**_SETTINGS, **config}))
