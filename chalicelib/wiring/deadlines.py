"""The law's clock of the city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.wiring.configuration import configuration_service

if TYPE_CHECKING:
    from chalicelib.deadlines.service import CityCalendars


def calendars() -> CityCalendars:
    """The calendars of the city's divisions, by the document in force now: ask again with each request."""
    from chalicelib.deadlines.service import calendars_of

    return calendars_of(configuration_service().document("calendar"))
