"""The acts of this domain. Names, numbers and reasons in `changes` are sealed under the principal's salt."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

_REPRESENTATIVE = frozenset(
    {"organisation_id", "uscc", "name", "representative", "account_id", "replaced", "request_no", "evidence"}
)

REPRESENTATIVE_REGISTERED = ActType("organisation.representative_registered", "已登记法定代表人", _REPRESENTATIVE)
REPRESENTATIVE_REPLACED = ActType("organisation.representative_replaced", "法定代表人已变更", _REPRESENTATIVE)
REPRESENTATIVE_CONFIRMED = ActType("organisation.representative_confirmed", "法定代表人已再次确认", _REPRESENTATIVE)
REPRESENTATIVE_REFUTED = ActType(
    "organisation.representative_refuted",
    "登记信息已变更，法定代表人关联已终止",
    frozenset({"organisation_id", "representative", "outcome", "request_no", "evidence"}),
)
REPRESENTATIVE_DEPARTED = ActType(
    "organisation.representative_departed", "法定代表人已解除关联", frozenset({"organisation_id", "representative"})
)

AUTHORISATION_GRANTED = ActType(
    "authorisation.granted",
    "已授权他人代办",
    frozenset(
        {
            "authorisation_id",
            "kind",
            "principal",
            "grantee_name",
            "grantee_number",
            "scope",
            "items",
            "ends_on",
            "reason",
            "level",
            "account_id",
            "request_no",
            "evidence",
        }
    ),
)
_ENDED = frozenset({"authorisation_id", "principal"})
AUTHORISATION_REVOKED = ActType("authorisation.revoked", "委托人已撤销授权", _ENDED)
AUTHORISATION_RENOUNCED = ActType("authorisation.renounced", "受托人已辞去授权", _ENDED)
AUTHORISATION_WINDOW_ENDED = ActType(
    "authorisation.window_ended", "窗口已终止授权", _ENDED | {"ending_ground", "reason"}
)

ACT_TYPES = (
    REPRESENTATIVE_REGISTERED,
    REPRESENTATIVE_REPLACED,
    REPRESENTATIVE_CONFIRMED,
    REPRESENTATIVE_REFUTED,
    REPRESENTATIVE_DEPARTED,
    AUTHORISATION_GRANTED,
    AUTHORISATION_REVOKED,
    AUTHORISATION_RENOUNCED,
    AUTHORISATION_WINDOW_ENDED,
)
