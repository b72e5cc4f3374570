"""What reports need from outside."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from chalicelib.shared.acts import GENESIS, Chain


class Issued(NamedTuple):
    """A month's report as it was issued: when, and the SHA-256 of its document and of its sheets by part."""

    month: str
    issued_at: str
    sha256: str
    sheets: Mapping[str, str]
    seq: int = 0
    head: str = GENESIS

    @property
    def chain(self) -> Chain:
        """The report's chain of acts."""
        return Chain(f"report#{self.month}", self.seq, self.head)


class Reports(Protocol):
    """Reports that were issued."""

    def issued(self, month: str) -> Issued | None: ...

    def save(self, issued: Issued) -> tuple[Any, ...]:
        """Write it; none of the month may be there yet."""


class Documents(Protocol):
    """What was issued, where nobody changes it."""

    def write(self, key: str, data: bytes, content_type: str) -> None: ...

    def read(self, key: str) -> bytes | None: ...


class Problems(Protocol):
    """The cards of a month."""

    def of_month(self, month: str) -> Iterable[Mapping[str, Any]]:
        """Every card that was issued in it, newest first, whatever came of it since."""
