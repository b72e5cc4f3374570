"""The secrets shared with partners: one JSON object in Secrets Manager, read once per container."""

from __future__ import annotations

import json
from functools import lru_cache


@lru_cache(maxsize=1)
def partner_secrets(secret_id: str) -> dict[str, str]:
    """Names and values: `wechat_secret`, and each register's key, `population_register_key` and so on."""
    from chalicelib.shared import cloud

    client = cloud.client("secretsmanager")
    secrets: dict[str, str] = json.loads(client.get_secret_value(SecretId=secret_id)["SecretString"])
    return secrets
