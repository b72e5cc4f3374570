"""Cases' view of consents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.consents.service import ConsentService


class RecordedConsents:
    """`Consents` through their public door."""

    def __init__(self, consents: Callable[[], ConsentService]) -> None:
        self._consents = consents

    def prefill(self, person_id: str) -> int | None:
        """The edition of the wording about filling in that the person agreed to, if their consent counts now."""
        from chalicelib.consents.service import Purpose

        return self._consents().edition(person_id, Purpose.PREFILL)
