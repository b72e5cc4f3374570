"""The credit platform (docs/partners/credit_platform.md)."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.cases.adapters.credit_platform import translate
from chalicelib.cases.credit import CreditStanding
from chalicelib.shared.clocks import Clock
from chalicelib.shared.signed_register import SignedRegister


class CreditPlatformClient:
    """`CreditPort` over HTTP. `key` gives the shared signing key at the first use."""

    def __init__(self, base_url: str, key: Callable[[], str], clock: Clock) -> None:
        self._platform = SignedRegister("credit", base_url, key, clock)

    def standing(self, enquiry_id: str, name: str, number: str) -> CreditStanding:
        """Ask on which lists somebody is. Raises UpstreamUnavailable for whatever is no clear answer."""
        return self._platform.ask(translate.PATH, translate.question(enquiry_id, name, number), translate.standing)
