"""One DynamoDB client per container: building one costs more than everything else at a cold start."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pynamodb.connection import Connection

from chalicelib.shared import cloud

_CONNECT_SECONDS = 1.0
_READ_SECONDS = 5.0
_RETRIES = 3


@lru_cache(maxsize=1)
def connection() -> Connection:
    """The connection that transactions use and whose client every model shares."""
    made = Connection(
        connect_timeout_seconds=_CONNECT_SECONDS, read_timeout_seconds=_READ_SECONDS, max_retry_attempts=_RETRIES
    )
    made._local.session = cloud.session()  # PynamoDB would open one of its own
    return made


def client() -> Any:
    """The botocore client, retries and time-outs included."""
    return connection().client
