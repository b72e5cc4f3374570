"""Levels, session families and masks: pure."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
import re
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Literal, NamedTuple

_SESSION_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_REFRESH_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}", re.ASCII)


class Level(IntEnum):
    """实名等级: how surely we know who somebody is."""

    OPENID = 0
    PHONE = 1
    NAME_NUMBER = 2
    FACE = 3
    IN_PERSON = 4


class Family(NamedTuple):
    """The refresh tokens that descend from one log-in. Only their SHA-256 is kept.

    `holder` is an account or a staff number. `ends_at` is the absolute end, `expires_at` the earlier one of a session
    that nobody uses. Until `face_until` the session stands at level 3. The device's name is sealed; `pair` is the
    answer to the last rotation, sealed under the token that it replaced.
    """

    session_id: str
    kind: Literal["citizen", "staff"]
    holder: str
    channel: str
    current: str
    opened_at: datetime
    ends_at: datetime
    expires_at: datetime
    device: str | None = None
    face_until: datetime | None = None
    previous: str | None = None
    rotated_at: datetime | None = None
    pair: str | None = None
    version: int | None = None

    @property
    def used_at(self) -> datetime:
        """When it was last refreshed."""
        return self.rotated_at or self.opened_at


class Presented(StrEnum):
    """What a refresh token is to its family."""

    CURRENT = "current"
    REPEATED = "repeated"
    REUSED = "reused"


def presented(family: Family, digest: str, now: datetime, grace: timedelta) -> Presented:
    """Judge a token by its digest. The one just replaced may come again for `grace`: answers get lost."""
    if digest == family.current:
        return Presented.CURRENT
    recent = family.rotated_at is not None and now - family.rotated_at <= grace
    return Presented.REPEATED if recent and digest == family.previous else Presented.REUSED


def rotated(family: Family, digest: str, pair: str, now: datetime) -> Family:
    """The family after its current token was exchanged for the one with `digest`."""
    return family._replace(current=digest, previous=family.current, rotated_at=now, pair=pair)


def idle(family: Family, now: datetime, limit: timedelta) -> bool:
    """Whether nobody has used the session for as long as it may lie idle now."""
    return now >= family.used_at + limit


def face_holds(until: datetime | None, now: datetime) -> bool:
    """Whether a session still stands at level 3: for a second at least, which is the shortest life of a token."""
    return until is not None and until - now >= timedelta(seconds=1)


def is_session_id(text: str) -> bool:
    """Whether `text` has the form of one: 32 hexadecimal digits."""
    return _SESSION_ID.fullmatch(text) is not None


def is_refresh_token(text: str) -> bool:
    """Whether `text` has the form of one: `<handle>.<secret>`.

    The handle is as secret as the rest (the session id is only its digest), so whoever has it once held a token
    of this family, and nobody else can end it by making one up.
    """
    return _REFRESH_TOKEN.fullmatch(text) is not None


def masked_phone(phone: str) -> str:
    """+86 13800000000 → +86 138****0000."""
    return f"{phone[:-8]}****{phone[-4:]}"
