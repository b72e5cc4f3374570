"""WeChat's errcodes for code2Session, in our words. What is not listed is UNKNOWN, and loud."""

from __future__ import annotations

from enum import Enum, auto


class Verdict(Enum):
    """What an errcode means for us."""

    OK = auto()
    BUSY = auto()
    CODE_INVALID = auto()
    CODE_USED = auto()
    USER_BLOCKED = auto()
    TOO_FREQUENT = auto()
    MISCONFIGURED = auto()
    UNKNOWN = auto()


VERDICTS: dict[int, Verdict] = {
    0: Verdict.OK,
    -1: Verdict.BUSY,  # system busy
    40029: Verdict.CODE_INVALID,  # unknown, expired, or issued for another mini-program
    40163: Verdict.CODE_USED,  # not in WeChat's table, but answered in reality
    40226: Verdict.USER_BLOCKED,  # high-risk user
    45011: Verdict.TOO_FREQUENT,  # about 100 a minute per user
    40013: Verdict.MISCONFIGURED,  # appid
    40125: Verdict.MISCONFIGURED,  # appsecret
    40164: Verdict.MISCONFIGURED,  # our address is not on the list
    48001: Verdict.MISCONFIGURED,  # the account may not use this interface
    45009: Verdict.MISCONFIGURED,  # daily quota
}


def verdict(errcode: object) -> Verdict:
    """Our word for an errcode; a success may come without one."""
    if errcode is None:
        return Verdict.OK
    if type(errcode) is not int:
        return Verdict.UNKNOWN
    return VERDICTS.get(errcode, Verdict.UNKNOWN)
