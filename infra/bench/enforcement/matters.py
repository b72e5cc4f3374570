"""Matters of one deadline each, kept in memory: what they cost is enforcement's own cost."""

from __future__ import annotations

from datetime import date

from chalicelib.shared.due import Deadline, Moved, Standing, end_of

NAME = "committed"


class Matters:
    """An `Owner`. A matter ends with its deadline; `ended` counts how often each did."""

    def __init__(self) -> None:
        self.due_on: dict[str, date] = {}
        self.ended: dict[str, int] = {}

    def standing(self, subject: str) -> Standing:
        """Its one deadline, until it ended."""
        if subject in self.ended or subject not in self.due_on:
            return Standing(2)
        day = self.due_on[subject]
        return Standing(1, (Deadline(subject, NAME, due_on=day.isoformat(), next_at=end_of(day)),))

    def enforce(self, subject: str, name: str) -> bool:
        """End it, once."""
        if subject in self.ended:
            return False
        self.ended[subject] = self.ended.get(subject, 0) + 1
        return True

    def recompute(self, subject: str) -> tuple[Moved, ...]:
        """No day moves here."""
        return ()
