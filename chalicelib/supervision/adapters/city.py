"""Days by the law's clock, and items by the catalogue. Each door is opened by the first question to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.shared.clocks import LawClock
from chalicelib.shared.errors import NotFound
from chalicelib.supervision.figures.items import Group, ItemSums, group_of, item_sums

if TYPE_CHECKING:
    from chalicelib.catalogue.service import CatalogueService
    from chalicelib.deadlines.service import Calendar


class LivingCity:
    """A `City`. `calendar` gives the whole city's, `measures` the configuration of the catalogue."""

    def __init__(
        self,
        law: LawClock,
        calendar: Callable[[], Calendar],
        catalogue: Callable[[], CatalogueService],
        measures: Callable[[], Any],
    ) -> None:
        self._law = law
        self._calendar = calendar
        self._catalogue = catalogue
        self._measures = measures

    def today(self) -> date:
        """The civil date of law time."""
        return self._law.today()

    def working_days(self, after: date, through: date) -> int | None:
        """Working days after the one and through the other; None where no calendar can tell."""
        from chalicelib.deadlines.service import CalendarNotPublished, working_days_between

        try:
            return working_days_between(after, through, calendar=self._calendar())
        except CalendarNotPublished:
            return None

    def month_working_days(self) -> int:
        """How many working days a month's limit is compared as."""
        return int(self._measures().month_working_days)

    def published(self, item_code: str, number: int) -> tuple[Group, ItemSums] | None:
        """What an edition of an item says; None for a confidential one."""
        try:
            content = self._catalogue().pinned(item_code, number).content
        except NotFound:
            return None
        return group_of(content), item_sums(content)
