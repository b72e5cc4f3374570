"""A card as it is kept."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from chalicelib.shared.acts import GENESIS, Chain


class CardStatus(StrEnum):
    """Past states. Nothing leads out of `rescinded`."""

    ISSUED = "issued"
    EXPLAINED = "explained"
    RESCINDED = "rescinded"


class Evidence(NamedTuple):
    """The act that a card comes from, in its case's chain; by its hash it is known to be the one that was judged."""

    act_id: str
    type: str
    seq: int
    law_time: str
    hash: str


class Statement(NamedTuple):
    """What somebody of the office said of a card: the words are sealed under the key of the case's owner."""

    staff_no: str
    at: str
    words_sealed: str


class Card(NamedTuple):
    """A card. `staff_no` is the person it goes to beside the department, None where the act names nobody.

    `owner` is whose case it is: what is said of the card is sealed under their key, for it may name them. `days` are
    the civil dates that the rule went by. `explanation_days` are working days; `explanation_due_on` is None, or an
    estimate (`provisional`), while no calendar can tell.
    """

    card_id: str
    rule: str
    rule_version: int
    level: str
    case_id: str
    case_no: str | None
    owner: str
    item_code: str
    division_code: str
    department: str
    channel: str
    staff_no: str | None
    issued_at: str
    issued_on: str
    evidence: tuple[Evidence, ...]
    days: Mapping[str, str]
    explanation_days: int
    explanation_due_on: str | None = None
    provisional: bool = False
    calendar: str = ""
    status: CardStatus = CardStatus.ISSUED
    overdue: bool = False
    explained: Statement | None = None
    rescinded: Statement | None = None
    retain_until: str | None = None
    seq: int = 0
    head: str = GENESIS
    version: int | None = None

    @property
    def subject(self) -> str:
        """The subject of the card's own chain."""
        return f"card#{self.card_id}"

    @property
    def chain(self) -> Chain:
        """Where that chain stands."""
        return Chain(self.subject, self.seq, self.head)
