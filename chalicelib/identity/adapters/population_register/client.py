"""The population register (docs/partners/population_register.md)."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.identity.adapters.population_register import translate
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.ports import PersonCheck
from chalicelib.shared.clocks import Clock
from chalicelib.shared.signed_register import SignedRegister


class PopulationRegisterClient:
    """人口库 over HTTP. `key` gives the shared signing key at the first use."""

    def __init__(self, base_url: str, key: Callable[[], str], clock: Clock) -> None:
        self._register = SignedRegister("population_register", base_url, key, clock)

    def check(self, request_no: str, name: str, number: ResidentId) -> PersonCheck:
        """Ask whether name and number belong together. Raises UpstreamUnavailable for whatever is no clear answer."""
        return self._register.ask(translate.PATH, translate.question(request_no, name, number), translate.person_check)
