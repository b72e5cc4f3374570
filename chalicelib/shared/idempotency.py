"""Idempotency records: an answer kept for 24 hours, so that a repeated request gets it again.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk | SHA-256 of caller, route with its ids, key | `9f86d0…` | a repeated request |
| sk | `once` | | |
| answer | the answer, and the digest of the body that it answers, sealed | | tells a repeat from another request |
| expires_at | 24 hours after the first answer | `1795392000` | time to live; an expired one counts as absent |
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib.shared.change import Once
from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.errors import Invalid
from chalicelib.shared.sealing import Sealer, sha256
from chalicelib.shared.table import Item, Write, table_name

KEPT = timedelta(hours=24)
_SALT = "idempotency"
_SORT = "once"


class OnceItem(Item):
    """One record."""

    class Meta:
        table_name = table_name("IDEMPOTENCY_TABLE")

    answer = UnicodeAttribute()


class OnceBook:
    """Keeps and recalls answers."""

    def __init__(self, sealer: Sealer, clock: Clock) -> None:
        self._sealer = sealer
        self._clock = clock

    def record(self, once: Once, answer: Mapping[str, Any]) -> Write:
        """The write that keeps `answer`; it fails if a live record stands there."""
        now = self._clock.now()
        key = _key(once)
        # A digest in clear would let passwords and identity numbers be guessed from a copy of the table.
        text = json.dumps([once.body_sha256, answer], ensure_ascii=False, separators=(",", ":"))
        item = OnceItem(pk=key, sk=_SORT)
        item.answer = self._sealer.seal(_SALT, text, key)
        item.expires_at = epoch(now + KEPT)
        return Write("put", item, OnceItem.pk.does_not_exist() | (OnceItem.expires_at < epoch(now)))

    def recall(self, once: Once | None) -> dict[str, Any] | None:
        """The answer given before, or None. Raises Invalid if the key was used for another body."""
        if once is None:
            return None
        key = _key(once)
        try:
            item = OnceItem.get(key, _SORT, consistent_read=True)
        except OnceItem.DoesNotExist:
            return None
        if item.expires_at is None or item.expires_at < epoch(self._clock.now()):
            return None
        answered: tuple[str, dict[str, Any]] = json.loads(self._sealer.open(_SALT, item.answer, key))
        body_sha256, answer = answered
        if body_sha256 != once.body_sha256:
            raise Invalid("idempotency_key_reused")
        return answer


def _key(once: Once) -> str:
    return sha256("\n".join((once.caller, once.route, once.key)).encode())
