"""The population register (docs/partners/population_register.md)."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.identity.adapters.population_register import translate
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.ports import PersonCheck
from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.ids import new_id
from chalicelib.shared.partner_http import PartnerHttp


class PopulationRegisterClient:
    """人口库 over HTTP. `key` gives the shared signing key at the first use."""

    def __init__(self, base_url: str, key: Callable[[], str], clock: Clock) -> None:
        self._http = PartnerHttp("population_register", base_url)
        self._key = key
        self._clock = clock

    def check(self, request_no: str, name: str, number: ResidentId) -> PersonCheck:
        """Ask whether name and number belong together. Raises UpstreamUnavailable for whatever is no clear answer."""
        body = translate.request_body(request_no, name, number)
        headers = translate.headers(self._key(), epoch(self._clock.now()), new_id(), body)
        answer = self._http.post(translate.PATH, body, headers)
        check = translate.person_check(answer.body, request_no) if answer.status == 200 else None
        if check is None:
            raise self._http.unavailable("no clear answer", status=answer.status, request_no=request_no)
        return check
