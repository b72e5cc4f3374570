"""What the catalogue keeps of editions beside themselves: what one basic code demands, and which drafts are open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Member(NamedTuple):
    """An item in force: the number of the standard that it follows (a lower one is behind), and whose it is."""

    number: int
    department: str
    divisions: tuple[str, ...]


class Standard(NamedTuple):
    """同一标准: the elements that all items of one basic code have in common, numbered from 1.

    `members` are the items in force, by code.
    """

    key: str
    number: int = 0
    elements: Mapping[str, Any] = {}
    members: Mapping[str, Member] = {}
    version: int | None = None


class OpenDraft(NamedTuple):
    """An edition that is being made, as lists show it."""

    department: str
    item_code: str
    number: int
    name: str
    stage: str
    divisions: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its place in the list: by department, then by code."""
        return f"{self.department}#{self.item_code}"
