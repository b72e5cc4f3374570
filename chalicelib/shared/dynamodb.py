"""One DynamoDB client per container: building one costs more than everything else at a cold start."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pynamodb.connection import Connection

_CONNECT_SECONDS = 1.0
_READ_SECONDS = 5.0
_RETRIES = 3


@lru_cache(maxsize=1)
def connection() -> Connection:
    """The connection that transactions use and whose client every model shares."""
    return Connection(
        connect_timeout_seconds=_CONNECT_SECONDS, read_timeout_seconds=_READ_SECONDS, max_retry_attempts=_RETRIES
    )


def client() -> Any:
    """The botocore client, retries and time-outs included."""
    return connection().client
