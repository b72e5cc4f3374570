"""One DynamoDB client per container: building one costs more than everything else at a cold start."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pynamodb.connection import Connection

from chalicelib.shared import cloud


@lru_cache(maxsize=1)
def connection() -> Connection:
    """The connection that transactions use and whose client every model shares."""
    made = Connection()
    made._client = cloud.client("dynamodb", parameter_validation=False)  # the models have checked what they send
    return made


def client() -> Any:
    """The botocore client, retries and time-outs included."""
    return connection().client
