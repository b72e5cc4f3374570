"""What identity keeps of how people prove who they are: verifications, codes shown at windows, kiosks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from chalicelib.shared.acts import Chain


class PendingState(StrEnum):
    """What became of a verification that takes two steps."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    FAILED = "failed"


class Pending(NamedTuple):
    """A verification between its two steps, for one account in one session. `verify_id` is sealed, for faces only."""

    verification_id: str
    method: str
    account_id: str
    session_id: str
    expires_at: datetime
    state: PendingState = PendingState.PENDING
    verify_id: str | None = None
    reason: str | None = None
    version: int | None = None


class Kiosk(NamedTuple):
    """自助终端. `secret` is the keyed hash of what the machine proves itself with; None once it was taken away."""

    kiosk_no: str
    place: str
    chain: Chain
    secret: str | None
    version: int | None = None


class ConfirmationCode(NamedTuple):
    """What somebody shows at a window, by its keyed hash, and the verification it stands for."""

    key: str
    verification_id: str
    expires_at: datetime
    version: int | None = None


class Presence(NamedTuple):
    """Somebody stood before a clerk, who confirmed them in person (level 4); a guardian stood beside them or not.

    It is good until `expires_at`, for that clerk alone; `confirmed_at` is RFC 3339.
    """

    verification_id: str
    person_id: str
    staff_no: str
    guardian_present: bool
    confirmed_at: str
    expires_at: datetime
