"""How often somebody may be verified: by account, by number and by source (limits: configuration document `limits`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from types import TracebackType

from chalicelib.identity.persons.parts import Parts
from chalicelib.shared.attempts import Key
from chalicelib.shared.errors import UpstreamUnavailable


class Tries:
    """Counted on entering, before a register is asked, which costs money and tells guessers whether they are right.

    What a partner never answered is given back, and so is a guess that was none. Raises Throttled `too_many_attempts`.
    """

    def __init__(self, parts: Parts, account_id: str, number_key: str = "", source: str = "") -> None:
        self._parts = parts
        self._subjects = {"account": account_id, "source": source, "number": number_key}
        self._counted: list[Key] = []

    def __enter__(self) -> Tries:
        self._counted += self._count()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _raised: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, UpstreamUnavailable):
            self.give_back()

    def give_back(self) -> None:
        """Whoever was right did not guess: one's own number may be confirmed as often as one likes."""
        for key in self._counted:
            self._parts.attempts.take_back(key)
        self._counted.clear()

    def _count(self) -> Iterator[Key]:
        limits = self._parts.settings("limits")
        window = timedelta(seconds=limits.verification_window_seconds)
        allowed = {
            "account": limits.verifications_per_account,
            "source": limits.verifications_per_source,
            "number": limits.verifications_per_number,
        }
        for what, subject in self._subjects.items():
            if subject:
                yield self._parts.attempts.count(f"verification/{what}", subject, allowed[what], window)
