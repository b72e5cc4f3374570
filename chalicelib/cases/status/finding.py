"""Finding cases in a list: filters, and how much one request may read to fill a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from chalicelib.cases.ports import Page
from chalicelib.cases.rules import Case

READS, OF_A_READ = 5, 100
"""A request reads at most so often so many cases: half a thousand of somebody's own are looked through at once."""
Read = Callable[[int, dict[str, str] | None], Page]


class Wanted(NamedTuple):
    """What is looked for; None is anything. `words` are all in the item's name or in one of the case's numbers.

    `owner` is whose, in a list that has cases of several.
    """

    item_code: str | None = None
    year: int | None = None
    status: str | None = None
    words: str | None = None
    owner: str | None = None

    @property
    def within(self) -> tuple[str, str] | None:
        """The instants between which cases of the year began, in the city's time (UTC+8)."""
        if self.year is None:
            return None
        return f"{self.year - 1}-12-31T16:00:00.000Z", f"{self.year}-12-31T16:00:00.000Z"

    @property
    def chooses(self) -> bool:
        """Whether every case that is read may turn out not to be wanted."""
        return any((self.item_code, self.status, self.words, self.owner))

    def fits(self, case: Case, *, known: bool = True) -> bool:
        """Whether it is wanted; of a case that is not `known` to the caller only item, name and owner are compared."""
        if self.owner and case.owner != self.owner:
            return False
        if self.item_code and case.item_code != self.item_code:
            return False
        if self.status and not (known and case.status == self.status):
            return False
        numbers = (case.case_no, case.public_no) if known else ()
        said = " ".join(filter(None, (case.item_name, *numbers))).casefold()
        return all(word in said for word in (self.words or "").casefold().split())


def find(
    read: Read, fits: Callable[[Case], bool], limit: int, position: dict[str, str] | None, *, at_once: int
) -> tuple[list[Case], dict[str, str] | None]:
    """At most `limit` cases that fit, and where to go on: None only where there is nothing more.

    A page has fewer than `limit`, or none, and still goes on, only after `READS` reads of `at_once` cases.
    """
    found: list[Case] = []
    for _ in range(READS):
        page = read(at_once, position)
        found += filter(fits, page.entries)
        position = page.next
        if position is None or len(found) > limit:
            break
    if len(found) > limit:
        found = found[:limit]
        position = {"after": f"{found[-1].created_at}#{found[-1].case_id}"}
    return found, position
