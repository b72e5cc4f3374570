"""The only writer: one TransactWriteItems holds state, acts, guards and the idempotency record of a use case.

The common case costs no read beforehand: a repeated request is noticed by the record's own condition, or by the
refusal that the repeat runs into, and only then is the record looked up.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.shared import act_table, dynamodb
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import RuleViolation, ServiceError, Throttled
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.table import Write

ATTEMPTS = 8
_OPERATIONS = ("check", "delete", "put", "update")  # the order in which PynamoDB sends them, and so of the reasons
_FIRST_PAUSE = 0.01


class DynamoCommitter:
    """Commits to DynamoDB."""

    def __init__(self, book: OnceBook) -> None:
        self._book = book

    def commit(self, decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        """Raises what `decide` raises.

        RuleViolation `changed_meanwhile` if others kept changing the same thing, `request_in_flight` if the
        same request is being carried out by somebody else and has not ended.
        """
        conflict = ""
        for attempt in range(ATTEMPTS):
            try:
                change = decide()
            except ServiceError:
                if (known := self._book.recall(once)) is not None:
                    return known
                raise
            conflict = self._conflict(change, once)
            if not conflict:
                return dict(change.answer)
            if (known := self._book.recall(once)) is not None:
                return known
            time.sleep(random.uniform(0, _FIRST_PAUSE * 2**attempt))
        raise RuleViolation(conflict)

    def _conflict(self, change: Change, once: Once | None) -> str:
        """Write the change; empty if it is written, else what was in the way."""
        writes: list[Write] = [*change.writes, *map(act_table.append, change.acts)]
        record = self._book.record(once, change.answer) if once else None
        if record:
            writes.append(record)
        if not writes:
            return ""
        writes.sort(key=lambda write: _OPERATIONS.index(write.operation))
        try:
            _transact(writes)
        except TransactWriteError as failed:
            return _explained(failed, writes, record)
        return ""


def _transact(writes: list[Write]) -> None:
    with TransactWrite(connection=dynamodb.connection()) as transaction:
        for write in writes:
            if write.operation == "put":
                transaction.save(write.item, condition=write.condition)
            elif write.operation == "delete":
                transaction.delete(write.item, condition=write.condition)
            elif write.operation == "update":
                transaction.update(write.item, actions=list(write.actions), condition=write.condition)
            else:
                transaction.condition_check(type(write.item), write.item.pk, write.item.sk, condition=write.condition)


def _explained(failed: TransactWriteError, writes: list[Write], record: Write | None) -> str:
    """What was in the way, if deciding anew may help; raise what the caller should hear otherwise."""
    reasons = [reason.code if reason else None for reason in failed.cancellation_reasons]
    for write, reason in zip(writes, reasons, strict=False):
        if reason == "ConditionalCheckFailed" and write.refusal:
            raise write.refusal() from failed
        if reason == "TransactionConflict" and write is record:
            return "request_in_flight"
    if {"ConditionalCheckFailed", "TransactionConflict"} & set(reasons):
        return "changed_meanwhile"
    if {"ThrottlingError", "ProvisionedThroughputExceeded"} & set(reasons):
        raise Throttled("storage_busy") from failed
    from chalicelib.shared.outages import outage

    if passing := outage(failed):
        raise passing from failed
    raise failed
