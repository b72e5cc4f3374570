"""The business register (docs/partners/business_register.md)."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.representation.adapters.business_register import translate
from chalicelib.representation.ports import BusinessCheck
from chalicelib.shared.clocks import Clock
from chalicelib.shared.signed_register import SignedRegister


class BusinessRegisterClient:
    """统一登记库 over HTTP. `key` gives the shared signing key at the first use."""

    def __init__(self, base_url: str, key: Callable[[], str], clock: Clock) -> None:
        self._register = SignedRegister("business_register", base_url, key, clock)

    def check(
        self, request_no: str, uscc: str, legal_representative_name: str, legal_representative_number: str
    ) -> BusinessCheck:
        """Ask whether somebody is an organisation's legal representative.

        Raises UpstreamUnavailable for whatever is no clear answer.
        """
        asked = translate.question(request_no, uscc, legal_representative_name, legal_representative_number)
        return self._register.ask(translate.PATH, asked, translate.business_check)
