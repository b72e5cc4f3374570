"""A round through supervision: a card is issued, listed, looked at, explained and rescinded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.bench.city import City
from infra.bench.functions import lines_of
from infra.bench.meter import Meter

if TYPE_CHECKING:
    from chalicelib.shared.acts import Act

WHOSE = "200001"
_CARDS = "/v1/supervision/cards"
_SAID = ("item_code", "division_code", "department", "channel", "status")


def walk(city: City, meter: Meter, case_id: str) -> None:
    """A card for an examiner, by an act that was brought in: the desk refuses nothing without a reason."""
    card_id = _issued(meter, case_id)
    examiner, supervisor = city.staff[WHOSE], city.staff["700001"]
    supervisor.get(_CARDS)
    with meter.told_apart("of a person"):
        examiner.get(_CARDS)
    examiner.get(f"{_CARDS}/{card_id}")
    examiner.post(f"{_CARDS}/{card_id}/explanation", {"explanation": "理由已当面告知，书面说明补发。"})
    supervisor.post(f"{_CARDS}/{card_id}/rescission", {"reason": "说明属实。"})


def _issued(meter: Meter, case_id: str) -> str:
    from chalicelib.wiring.supervision import issue_cards

    act = _without_reason(case_id)
    meter.note("", {})  # making it is nobody's operation
    (card_id,) = issue_cards(act)
    meter.note("issue_cards of what breaks a rule", {})
    return card_id


def _without_reason(case_id: str) -> Act:
    from chalicelib.cases.acts import DECIDED
    from chalicelib.shared.access import Caller
    from chalicelib.wiring import recorder

    last = lines_of(f"case#{case_id}")[-1].act
    said = {name: last.changes[name] for name in _SAID}
    return recorder().next(last.chain, DECIDED, Caller(kind="staff", id=WHOSE), {**said, "result": "refuse"})
