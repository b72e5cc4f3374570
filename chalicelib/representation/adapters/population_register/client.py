"""Guardianship by the population register (docs/partners/population_register.md)."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.representation.adapters.population_register import translate
from chalicelib.representation.ports import GuardianshipCheck
from chalicelib.shared.clocks import Clock
from chalicelib.shared.signed_register import SignedRegister


class GuardianshipClient:
    """监护关系 over HTTP. `key` gives the population register's signing key at the first use."""

    def __init__(self, base_url: str, key: Callable[[], str], clock: Clock) -> None:
        self._register = SignedRegister("guardianship_register", base_url, key, clock)

    def check(
        self, request_no: str, guardian_name: str, guardian_number: str, ward_name: str, ward_number: str
    ) -> GuardianshipCheck:
        """Ask whether one is the other's guardian. Raises UpstreamUnavailable for whatever is no clear answer."""
        guardian = translate.person(guardian_name, guardian_number)
        ward = translate.person(ward_name, ward_number)
        asked = {"request_no": request_no, "guardian": guardian, "ward": ward}
        return self._register.ask(translate.PATH, asked, translate.guardianship_check)
