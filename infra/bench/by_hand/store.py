"""The tables through a bare botocore client, and the city secret."""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
from typing import Any

import botocore.session
from botocore.config import Config
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Item = dict[str, Any]

SESSION: Any = botocore.session.get_session()
_OURS: Any = {"parameter_validation": False, "user_agent": "banshi"} if os.environ["BY_HAND"] == "set as ours" else {}
_RETRIES: Any = {"mode": "standard", "total_max_attempts": 3}
CLIENT: Any = SESSION.create_client(
    "dynamodb", config=Config(connect_timeout=1, read_timeout=5, retries=_RETRIES, **_OURS)
)
ACTS, CASES, IDENTITY = (os.environ[f"{name}_TABLE"] for name in ("ACTS", "CASES", "IDENTITY"))
GUARDS, WINDOWS = os.environ["GUARDS_TABLE"], os.environ["WINDOWS_TABLE"]
CATALOGUE, CONFIGURATION, IDEMPOTENCY = (
    os.environ[f"{name}_TABLE"] for name in ("CATALOGUE", "CONFIGURATION", "IDEMPOTENCY")
)
_ciphers: dict[str, AESGCM] = {}
_secret: list[bytes] = []


def get(table: str, pk: str, sk: str, *, consistent: bool = True) -> Item | None:
    """One item, or None."""
    key = {"pk": {"S": pk}, "sk": {"S": sk}}
    found: Item | None = CLIENT.get_item(TableName=table, Key=key, ConsistentRead=consistent).get("Item")
    return found


def known(table: str, pk: str, sk: str, *, consistent: bool = True) -> Item:
    """One item that is there."""
    item = get(table, pk, sk, consistent=consistent)
    if item is None:
        raise LookupError(pk)
    return item


def partition(table: str, pk: str, *, consistent: bool) -> list[Item]:
    """Every item of a partition."""
    asked: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": pk}},
        "ConsistentRead": consistent,
    }
    items: list[Item] = []
    while True:
        page = CLIENT.query(**asked)
        items += page["Items"]
        if "LastEvaluatedKey" not in page:
            return items
        asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def keys_from(table: str, pk: str, sk: str, *, consistent: bool) -> list[str]:
    """A partition's sort keys from one on: one page, which is all that endings of a minute ever are."""
    found: list[Item] = CLIENT.query(
        TableName=table,
        KeyConditionExpression="pk = :pk AND sk >= :sk",
        ExpressionAttributeValues={":pk": {"S": pk}, ":sk": {"S": sk}},
        ProjectionExpression="sk",
        ConsistentRead=consistent,
    )["Items"]
    return [item["sk"]["S"] for item in found]


def batch(table: str, keys: list[tuple[str, str]]) -> list[Item]:
    """Those of a few items that are there."""
    asked = {table: {"Keys": [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in keys]}}
    found: list[Item] = CLIENT.batch_get_item(RequestItems=asked)["Responses"].get(table, [])
    return found


def counted(pk: str, sk: str, ends: int, limit: int) -> bool:
    """Whether one attempt more was counted."""
    try:
        CLIENT.update_item(
            TableName=GUARDS,
            Key={"pk": {"S": pk}, "sk": {"S": sk}},
            UpdateExpression="SET expires_at = :ends ADD tried :one",
            ConditionExpression="attribute_not_exists(pk) OR tried < :limit",
            ExpressionAttributeValues={":ends": {"N": str(ends)}, ":one": {"N": "1"}, ":limit": {"N": str(limit)}},
        )
    except CLIENT.exceptions.ConditionalCheckFailedException:
        return False
    return True


def put_new(table: str, item: Item) -> Item:
    """The part of a transaction that writes what must not exist."""
    return {"Put": {"TableName": table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}


def put_next(table: str, item: Item, version: int) -> Item:
    """The part of a transaction that replaces that version."""
    item["version"] = {"N": str(version + 1)}
    return {
        "Put": {
            "TableName": table,
            "Item": item,
            "ConditionExpression": "version = :v",
            "ExpressionAttributeValues": {":v": {"N": str(version)}},
        }
    }


def put(table: str, item: Item) -> Item:
    """The part of a transaction that writes whatever was there."""
    return {"Put": {"TableName": table, "Item": item}}


def delete(table: str, pk: str, sk: str) -> Item:
    """The part of a transaction that deletes."""
    return {"Delete": {"TableName": table, "Key": {"pk": {"S": pk}, "sk": {"S": sk}}}}


def transact(parts: list[Item]) -> None:
    """Write everything or nothing."""
    CLIENT.transact_write_items(TransactItems=parts)


def derived(purpose: str) -> bytes:
    """32 bytes for one purpose."""
    if not _secret:
        kms = SESSION.create_client("kms")
        message = b"banshi city secret, version 1"
        answer = kms.generate_mac(KeyId=os.environ["CITY_SECRET_KEY_ID"], MacAlgorithm="HMAC_SHA_256", Message=message)
        _secret.append(answer["Mac"])
    return hmac.digest(_secret[0], b"banshi/" + purpose.encode() + b"\x01", "sha256")


def keyed_hash(purpose: str, text: str) -> str:
    """By which personal data is found."""
    return hmac.digest(derived("hash/" + purpose), text.encode(), "sha256").hex()


def sealed(salt: str, text: str, context: str) -> str:
    """Text under the key of a salt."""
    nonce = secrets.token_bytes(12)
    raw = b"\x01" + nonce + _cipher(salt).encrypt(nonce, text.encode(), context.encode())
    return base64.urlsafe_b64encode(raw).decode()


def opened(salt: str, text: str, context: str) -> str:
    """The text that was sealed."""
    raw = base64.urlsafe_b64decode(text)
    return _cipher(salt).decrypt(raw[1:13], raw[13:], context.encode()).decode()


def _cipher(salt: str) -> AESGCM:
    cipher = _ciphers.get(salt)
    if cipher is None:
        cipher = _ciphers[salt] = AESGCM(derived("seal/" + salt))
    return cipher


def compact(value: object) -> str:
    """JSON as it is stored."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
