"""已有信息: what the city already holds of whoever asks.

What can be had by sharing data must not be demanded again, and electronic certificates are valid (国务院令第716号
Arts. 7, 10). To tell that something is there needs no consent; to use it does, and the holding says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chalicelib.catalogue.elements.certificates import KINDS


class Holding(NamedTuple):
    """One thing that is held: its kind, by which register, how it came to be known, the consent that its use needs."""

    kind: str
    by: str
    how: str
    consent: str

    @property
    def flag(self) -> dict[str, str]:
        """What leaves the API: no value, no number."""
        return {"by": self.by, "how": self.how, "consent": self.consent}


def satisfied(material: Mapping[str, Any], held: Iterable[Holding]) -> Holding | None:
    """The holding that does instead of a material: only one whose certificate the item itself names."""
    kind = KINDS.get(material["certificate"] or "")
    return next((holding for holding in held if holding.kind == kind), None) if kind else None
