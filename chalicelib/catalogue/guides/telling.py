"""Use cases of the guide: tell one situation's needs, print them, draw the process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.catalogue.guides.sheet import Asked, sheet
from chalicelib.catalogue.guides.steps import RemedyPeriods
from chalicelib.shared.errors import RuleViolation, Unauthenticated

if TYPE_CHECKING:
    from chalicelib.catalogue.guides.holdings import Holding
    from chalicelib.catalogue.ports import Holdings
    from chalicelib.catalogue.service import CatalogueService
    from chalicelib.deadlines.service import CityCalendars
    from chalicelib.shared.access import Caller
    from chalicelib.shared.clocks import LawClock


class Situation(NamedTuple):
    """What somebody asks: their answers, where they want it handled, and for whom they would apply if for another."""

    answers: Mapping[str, object]
    division_code: str | None = None
    on_behalf_of: str | None = None


class Guides:
    """Tells guides of items in force. One read of half a unit, and none of an edition that the container keeps."""

    def __init__(
        self,
        catalogue: CatalogueService,
        holdings: Callable[[], Holdings],
        law: LawClock,
        periods: Callable[[], RemedyPeriods],
        calendars: Callable[[], CityCalendars],
    ) -> None:
        """`holdings` are asked only for callers who are known; `calendars` are those in force."""
        self._catalogue = catalogue
        self._holdings = holdings
        self._law = law
        self._periods = periods
        self._calendars = calendars

    def told(self, item_code: str, situation: Situation, caller: Caller) -> dict[str, Any]:
        """The whole guide as JSON.

        Raises NotFound `item_not_found`, RuleViolation `item_not_offered_here` or `situation_not_covered`, Invalid
        naming every answer that is missing, wrong or not asked for; what representation refuses; Unauthenticated for
        somebody unknown who would act for another.
        """
        item = self._catalogue.published(item_code)
        where = situation.division_code
        if where and not self._catalogue.handled_in(item, where):
            raise RuleViolation("item_not_offered_here", name=item.name)
        guide = self._catalogue.guide(item_code, situation.answers, item.version)
        held = self._held(item_code, situation, caller)
        city = self._calendars()
        calendar = city.of(where) if where else city.whole
        return sheet(item, guide, Asked(where, self._law.today(), held, self._periods(), calendar))

    def page(self, item_code: str, situation: Situation, caller: Caller, address: str, *, large: bool) -> str:
        """The same as a page to print; raises as `told` does. `address` is where the item is read about online."""
        from chalicelib.catalogue.guides.page import page

        told = self.told(item_code, situation, caller)
        process = self._catalogue.published(item_code, told["version"]).process_definition
        return page(told, process, address, large=large)

    def picture(self, item_code: str) -> tuple[str, str]:
        """The picture of the process (SVG), and its ETag. Raises NotFound `item_not_found`."""
        from chalicelib.catalogue.guides.picture import DRAWN_AS, picture

        item = self._catalogue.published(item_code)
        return picture(item.name, item.process_definition), f'"{item.sha256[:32]}-{DRAWN_AS}"'

    def _held(self, item_code: str, situation: Situation, caller: Caller) -> tuple[Holding, ...] | None:
        if caller.kind == "citizen":
            return self._holdings().held(caller, situation.on_behalf_of, item_code)
        if situation.on_behalf_of is not None:
            raise Unauthenticated("sign_in_required")
        return None
