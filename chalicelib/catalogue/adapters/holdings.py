"""What the city holds of whoever asks, as identity and representation know it; certificates come here."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.catalogue.elements.certificates import BUSINESS_LICENCE, RESIDENT_IDENTITY
from chalicelib.catalogue.guides.holdings import Holding
from chalicelib.consents.service import Purpose
from chalicelib.representation.service import Authority, RepresentationService
from chalicelib.shared.access import NAMED, Caller
from chalicelib.shared.owners import is_organisation

_IDENTITY = Holding(RESIDENT_IDENTITY, "population_register", "姓名和公民身份号码已经与人口库核验一致", Purpose.PREFILL)
_LICENCE = Holding(
    BUSINESS_LICENCE, "business_register", "统一社会信用代码已经与市场主体登记信息核验一致", Purpose.PREFILL
)


class KnownHoldings:
    """`Holdings` of whoever has proven a name and a number, or may act for somebody who has."""

    def __init__(self, representation: Callable[[], RepresentationService]) -> None:
        self._representation = representation

    def held(self, caller: Caller, on_behalf_of: str | None, item_code: str) -> tuple[Holding, ...]:
        """What the token says of the caller's own level is believed, as it is when they apply: nothing is read."""
        if on_behalf_of is not None:
            return _of(self._representation().acting(caller, on_behalf_of, item_code))
        return (_IDENTITY,) if caller.level >= NAMED else ()


def _of(authority: Authority) -> tuple[Holding, ...]:
    """Of an organisation its licence: whose card its papers mean (a partner's, an agent's) nobody here can tell."""
    return (_LICENCE,) if is_organisation(authority.principal_id) else (_IDENTITY,)
