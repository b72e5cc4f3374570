"""Figures and themes of what is published, under the city's configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.catalogue.divisions.changes import Endings
from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.places import filters_of
from chalicelib.catalogue.views.selecting import counts
from chalicelib.catalogue.views.statistics import shown
from chalicelib.catalogue.views.themes import themes
from chalicelib.shared.clocks import CITY_TIME

if TYPE_CHECKING:
    from chalicelib.catalogue.search.reading import ItemSearch
    from chalicelib.configuration.service import ConfigurationService


class ItemViews:
    """The use cases: one query of the index each, counted in memory."""

    def __init__(
        self,
        search: ItemSearch,
        configuration: ConfigurationService,
        endings: Callable[[], Endings],
    ) -> None:
        self._search = search
        self._configuration = configuration
        self._endings = endings

    def statistics(self, chosen: Mapping[str, Any]) -> dict[str, Any]:
        """Figures over the published items that pass, with what was chosen."""
        said = self._configuration.document("catalogue")
        found = counts(self._search.snapshot(), self._filters(chosen))
        return {"filters": dict(chosen), **shown(found, said.month_working_days)}

    def _filters(self, chosen: Mapping[str, Any]) -> Filters:
        if "division" not in chosen:
            return Filters(chosen)
        return filters_of(chosen, self._endings(), CITY_TIME.today().isoformat())

    def themes(self) -> dict[str, Any]:
        """The city's themes with how many items each has."""
        said = self._configuration.document("catalogue")
        return themes(self._search.snapshot(), said.person_themes, said.organisation_themes)
