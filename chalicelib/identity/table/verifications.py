"""Verifications between their two steps, and the codes that people show at windows.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| verification | `VERIFICATION#<id>` | `VERIFICATION` | `VERIFICATION#01KAJ…` | its second step |
| code | `CODE#<keyed hash of the code>` | `CODE` | `CODE#5feceb…` | whoever confirms at a window |

Both go by time to live.
"""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute

from chalicelib.identity.proving.proofs import ConfirmationCode, Pending, PendingState
from chalicelib.identity.table.items import IdentityItem, get, instant, version
from chalicelib.shared.clocks import epoch
from chalicelib.shared.table import Write, save


class VerificationItem(IdentityItem):
    method = UnicodeAttribute()
    account_id = UnicodeAttribute()
    session_id = UnicodeAttribute()
    state = UnicodeAttribute()
    verify_id = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)


class CodeItem(IdentityItem):
    verification_id = UnicodeAttribute()


class PendingVerifications:
    """Pending verifications in the identity table."""

    def pending(self, verification_id: str) -> Pending | None:
        item = get(VerificationItem, f"VERIFICATION#{verification_id}", "VERIFICATION")
        if item is None:
            return None
        return Pending(
            verification_id=verification_id,
            method=item.method,
            account_id=item.account_id,
            session_id=item.session_id,
            expires_at=instant(item.expires_at),
            state=PendingState(item.state),
            verify_id=item.verify_id,
            reason=item.reason,
            version=version(item),
        )

    def save_pending(self, pending: Pending) -> Write:
        item = VerificationItem(
            f"VERIFICATION#{pending.verification_id}",
            "VERIFICATION",
            method=pending.method,
            account_id=pending.account_id,
            session_id=pending.session_id,
            state=str(pending.state),
            verify_id=pending.verify_id,
            reason=pending.reason,
            expires_at=epoch(pending.expires_at),
        )
        return save(item, pending.version)

    def code(self, key: str) -> ConfirmationCode | None:
        item = get(CodeItem, f"CODE#{key}", "CODE")
        return ConfirmationCode(key, item.verification_id, instant(item.expires_at), version(item)) if item else None

    def save_code(self, code: ConfirmationCode) -> Write:
        item = CodeItem(f"CODE#{code.key}", "CODE", verification_id=code.verification_id)
        item.expires_at = epoch(code.expires_at)
        return save(item, code.version)
