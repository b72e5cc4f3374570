"""How often staff may fail to log in: counted before number, password and one-time code are looked at.

A source that failed too often is refused before it can count against anybody's number. What is refused is counted for
the source all the same; a number that nobody has is locked like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib.shared.attempts import Attempts, Key
from chalicelib.shared.errors import Throttled
from chalicelib.shared.logging import logger
from chalicelib.shared.source import source

BY_NUMBER = "staff log-in"  # as the directory of staff calls it, where an administrator unlocks
BY_SOURCE = "staff log-in/source"


class LogInQuotas(NamedTuple):
    """`failures` in a row lock a number for `lock_out`; a source may fail `source_failures` times in each window."""

    failures: int
    lock_out: timedelta
    source_failures: int
    source_window: timedelta


class LogInGuard:
    """Lets log-ins be tried, or not."""

    def __init__(self, attempts: Attempts, quotas: Callable[[], LogInQuotas]) -> None:
        self._attempts = attempts
        self._quotas = quotas

    def admit(self, staff_no: str, address: str) -> Key:
        """Count one attempt. Raises Throttled, for a known number and an unknown one alike."""
        said = self._quotas()
        try:
            counted = self._attempts.count(BY_SOURCE, source(address), said.source_failures, said.source_window)
            self._attempts.reserve(BY_NUMBER, staff_no, said.failures, said.lock_out)
        except Throttled as refused:
            logger.info("log-in refused", extra={"kind": "staff", "reason": refused.code})
            raise
        return counted

    def passed(self, staff_no: str) -> Any:
        """The write that forgets a number's failures: for the transaction of the success."""
        return self._attempts.forget(BY_NUMBER, staff_no)

    def give_back(self, counted: Key) -> None:
        """Only failures count for a source, and this was none."""
        self._attempts.take_back(counted)
