"""The two steps of a verification: begun for one account in one session, good for minutes, and used once."""

from __future__ import annotations

from chalicelib.identity.persons.parts import Parts
from chalicelib.identity.persons.records import Account
from chalicelib.identity.proving.proofs import Pending, PendingState
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import NotFound, RuleViolation


def pending_of(parts: Parts, verification_id: str, caller: Caller, account: Account) -> Pending:
    """The verification that this account began in this session, whatever became of it. Raises NotFound."""
    found = parts.store.pending(verification_id)
    if found is None or (found.account_id, found.session_id) != (account.account_id, caller.session_id):
        raise NotFound("verification_not_found")
    return found


def require_usable(parts: Parts, pending: Pending) -> None:
    """Raises RuleViolation `verification_used`, `verification_expired`."""
    if pending.state is not PendingState.PENDING:
        raise RuleViolation("verification_used")
    if parts.wall.now() >= pending.expires_at:
        raise RuleViolation("verification_expired")
