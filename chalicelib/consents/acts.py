"""The acts of consent, one chain for each person. They tell who agreed to which wording, and hold no personal data."""

from __future__ import annotations

from chalicelib.consents.rules import Purpose, Said, State
from chalicelib.shared.acts import ActType

_CHANGES = frozenset({"purpose", "wording_version", "wording_sha256", "account_id"})

GIVEN = ActType("consent.given", "已同意", _CHANGES)
WITHDRAWN = ActType("consent.withdrawn", "已撤回同意", _CHANGES)

ACT_TYPES = (GIVEN, WITHDRAWN)

_GIVING_GROUNDS = {
    Purpose.PREFILL: "个人信息保护法第十四条",
    Purpose.CERTIFICATE_USE: "个人信息保护法第二十三条",
    Purpose.NOTIFICATION: "个人信息保护法第十四条",
    Purpose.FACE_VERIFICATION: "个人信息保护法第二十九条",
}
_WITHDRAWAL_GROUND = "个人信息保护法第十五条"


def type_of(said: Said) -> ActType:
    """The type of the act that says so."""
    return GIVEN if said.state is State.GIVEN else WITHDRAWN


def changes(said: Said, account_id: str) -> dict[str, object]:
    """What the act records: also through which of the person's accounts, which may turn out to be another's."""
    return {
        "purpose": str(said.purpose),
        "wording_version": said.wording_version,
        "wording_sha256": said.wording_sha256,
        "account_id": account_id,
    }


def ground(said: Said) -> str:
    """The article that asks for this consent, or that lets it be withdrawn."""
    return _GIVING_GROUNDS[said.purpose] if said.state is State.GIVEN else _WITHDRAWAL_GROUND
