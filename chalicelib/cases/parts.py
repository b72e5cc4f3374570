"""What the use cases of this domain are made of."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.cases.ports import CaseRepository, People, Representation, Uploads
from chalicelib.cases.terms import Items
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Committer
from chalicelib.shared.clocks import Clock, LawClock
from chalicelib.shared.sealing import CitySecret, Sealer

if TYPE_CHECKING:
    from chalicelib.cases.collecting.ports import Handovers
    from chalicelib.cases.credit import CreditPort
    from chalicelib.cases.neighbours import Calendars, Colleagues, Consents, Presence, Signing, Windows
    from chalicelib.cases.shelf import Shelf


class Parts(NamedTuple):
    """What the use cases of this domain are made of; `wiring` chooses."""

    cases: CaseRepository
    items: Items
    people: People
    representation: Representation
    uploads: Uploads
    recorder: Recorder
    committer: Committer
    sealer: Sealer
    secret: CitySecret
    wall: Clock
    law: LawClock
    settings: Callable[[], Any]
    remedies: Callable[[], Any]
    dates: "Calendars"
    windows: "Windows"
    signing: "Signing"
    colleagues: "Colleagues"
    presence: "Presence"
    handovers: Callable[[], "Handovers"]
    shelf: Callable[[], "Shelf"]
    consents: Callable[[], "Consents"]
    commitments: Callable[[], Any]
    credit: Callable[[], "CreditPort"]
    measures: Callable[[], Any]
