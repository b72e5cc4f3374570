"""The repository of whoever needs most of identity: verifying, closing, kiosks."""

from __future__ import annotations

from chalicelib.identity.table.due import Due
from chalicelib.identity.table.keys import Keys
from chalicelib.identity.table.kiosks import Kiosks
from chalicelib.identity.table.numbers import Numbers
from chalicelib.identity.table.openings import AccessTable
from chalicelib.identity.table.presences import Presences
from chalicelib.identity.table.sessions import SessionTable
from chalicelib.identity.table.verifications import PendingVerifications


class IdentityTable(SessionTable, Numbers, PendingVerifications, Presences, Due, Kiosks, AccessTable, Keys):
    """Everything in the identity table."""
