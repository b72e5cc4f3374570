"""WeChat's codes in our words. What is not listed is UNKNOWN, and loud."""

from __future__ import annotations

from enum import Enum, auto

from chalicelib.identity.ports import FaceReason


class Verdict(Enum):
    """What an errcode means for us."""

    OK = auto()
    BUSY = auto()
    CODE_INVALID = auto()
    CODE_USED = auto()
    USER_BLOCKED = auto()
    TOO_FREQUENT = auto()
    TOKEN_REFUSED = auto()
    QUOTA_REACHED = auto()
    MISCONFIGURED = auto()
    OUR_MISTAKE = auto()
    UNKNOWN = auto()


VERDICTS: dict[int, Verdict] = {
    0: Verdict.OK,
    -1: Verdict.BUSY,  # system busy
    40029: Verdict.CODE_INVALID,  # unknown, expired, used, or issued for another mini-program
    40163: Verdict.CODE_USED,  # not in WeChat's table, but answered in reality
    40226: Verdict.USER_BLOCKED,  # high-risk user
    45011: Verdict.TOO_FREQUENT,  # about 100 a minute per user
    40001: Verdict.TOKEN_REFUSED,  # not valid, or not the latest
    40014: Verdict.TOKEN_REFUSED,  # malformed
    42001: Verdict.TOKEN_REFUSED,  # expired
    45009: Verdict.QUOTA_REACHED,  # of the day; a new one begins at midnight
    40013: Verdict.MISCONFIGURED,  # appid
    40125: Verdict.MISCONFIGURED,  # appsecret
    40164: Verdict.MISCONFIGURED,  # our address is not on the list
    48001: Verdict.MISCONFIGURED,  # the account may not use this interface
    40003: Verdict.OUR_MISTAKE,  # openid of another mini-program
    41001: Verdict.OUR_MISTAKE,  # no access token
    43001: Verdict.OUR_MISTAKE,  # wants GET
    43002: Verdict.OUR_MISTAKE,  # wants POST
    47001: Verdict.OUR_MISTAKE,  # cannot read our JSON
}

VERIFY_RETS: dict[int, FaceReason] = {
    10000: FaceReason.PASSED,
    10001: FaceReason.FAILED,  # a parameter
    10002: FaceReason.UNCLEAR,  # no features could be taken
    10003: FaceReason.DATA_MISMATCH,
    10004: FaceReason.NOT_THE_SAME,
    90001: FaceReason.UNSUPPORTED,
    **dict.fromkeys(range(90002, 90007), FaceReason.CANCELLED),
    90007: FaceReason.NETWORK,
    **dict.fromkeys(range(90008, 90011), FaceReason.NO_PERMISSION),
    **dict.fromkeys(range(90011, 90015), FaceReason.FAILED),  # data
    90017: FaceReason.TIMED_OUT,
    90018: FaceReason.FAILED,  # system
    90024: FaceReason.CANCELLED,  # left
    **dict.fromkeys(range(90104, 90200), FaceReason.FAILED),  # various, on the phone
}


def verdict(errcode: object) -> Verdict:
    """Our word for an errcode; a success may come without one."""
    if errcode is None:
        return Verdict.OK
    if type(errcode) is not int:
        return Verdict.UNKNOWN
    return VERDICTS.get(errcode, Verdict.UNKNOWN)


def face_reason(verify_ret: int) -> FaceReason:
    """Our word for how a face verification ended."""
    return VERIFY_RETS.get(verify_ret, FaceReason.UNKNOWN)
