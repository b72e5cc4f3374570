"""The whole element check of a draft: by itself, with its files, and among the items in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.catalogue.checks.files import file_faults
from chalicelib.catalogue.checks.findings import findings
from chalicelib.catalogue.checks.reform import ends
from chalicelib.catalogue.checks.themes import theme_advice
from chalicelib.catalogue.editions.related import Related
from chalicelib.catalogue.ports import CatalogueStore, Writes
from chalicelib.configuration.service import ConfigurationService
from chalicelib.deadlines.service import Calendar, calendars_of
from chalicelib.shared.errors import Fault, Invalid
from chalicelib.shared.problem import fault_shown


class Examined(NamedTuple):
    """What the check says, and what must not change for it to hold."""

    faults: tuple[Fault, ...]
    advice: tuple[Fault, ...]
    guards: Writes

    def require_none(self) -> None:
        """Raise Invalid `findings_open` naming everything that has to be changed."""
        if self.faults:
            raise Invalid("findings_open", faults=self.faults)

    def shown(self) -> dict[str, Any]:
        """Findings and advice as a refusal would word them."""
        return {
            "findings": [fault_shown(fault, "catalogue") for fault in self.faults],
            "advice": [fault_shown(fault, "catalogue") for fault in self.advice],
        }


class Examination:
    """Element check (要素校验)."""

    def __init__(self, store: CatalogueStore, configuration: ConfigurationService) -> None:
        self._store = store
        self._configuration = configuration

    def of(self, content: Mapping[str, Any]) -> Examined:
        """Examine a content of the right structure."""
        city = self._configuration.document("catalogue")
        said = findings(content, city.vague_wording, self._calendar())
        themes = () if ends(content) else theme_advice(content, city.person_themes, city.organisation_themes)
        related = Related(self._store)
        files = [] if ends(content) else file_faults(content, self._store)
        faults = (*said.faults, *files, *related.faults(content))
        return Examined(faults, (*said.advice, *themes), related.guards())

    def _calendar(self) -> Calendar:
        """The city's, without closures: an item is handled by many offices."""
        return calendars_of(self._configuration.document("calendar")).whole
