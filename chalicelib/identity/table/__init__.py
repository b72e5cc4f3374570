"""The identity table: one module for each kind of thing, one repository composed of them.

Names, numbers, openid, session_key and device names are sealed; found by keyed hash. Every item is under 3 KB.
Readers by key are consistent: what they tell is what the next change is decided on. The index `by_owner` follows
within moments: it tells what to look at, and whoever decides reads that by its key.
"""

from __future__ import annotations

from chalicelib.identity.table.accounts import Accounts
from chalicelib.identity.table.due import Due
from chalicelib.identity.table.keys import Keys
from chalicelib.identity.table.kiosks import Kiosks
from chalicelib.identity.table.openings import Openings
from chalicelib.identity.table.readers import Readers
from chalicelib.identity.table.sessions import Families
from chalicelib.identity.table.verifications import PendingVerifications

__all__ = ["IdentityTable"]


class IdentityTable(Accounts, Families, PendingVerifications, Due, Kiosks, Readers, Openings, Keys):
    """The repository."""
