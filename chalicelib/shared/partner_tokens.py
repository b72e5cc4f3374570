"""Access tokens that partners give to the city as a whole, shared by all containers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, Protocol


class PartnerToken(NamedTuple):
    """A partner's access token, sealed.

    `forced_at`: when it was last had by force, `forced` how often on that civil day, for the partner counts that.
    """

    partner: str
    token: str
    expires_at: datetime
    forced_at: datetime | None = None
    version: int | None = None
    forced: int = 0


class PartnerTokenStore(Protocol):
    """Where they are kept."""

    def partner_token(self, partner: str) -> PartnerToken | None:
        """What is kept now; it may have expired."""

    def save_partner_token(self, token: PartnerToken) -> Any:
        """The write that replaces what was read; somebody else's meanwhile means to decide anew."""
