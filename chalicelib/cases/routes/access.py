"""Who may use the routes of cases."""

from __future__ import annotations

from chalicelib.cases.desk_roles import DESK
from chalicelib.shared.access import Access, Reach, Role

OWNER = Access(citizens=True, least_assurance_level=2, reach=Reach.OWN)
OWNER_OR_WINDOW = Access(
    citizens=True, least_assurance_level=2, roles=frozenset({Role.CLERK}), reach=Reach.OWN_OR_OFFICE
)
"""Whoever applies, and the window that takes the application in for them."""
OWNER_OR_DESK = Access(citizens=True, least_assurance_level=2, roles=DESK, reach=Reach.OWN_OR_OFFICE)
AT_THE_DESK = Access(roles=DESK, reach=Reach.OFFICE)


def desk(*roles: Role) -> Access:
    """Staff of the case's own office in one of these roles."""
    return Access(roles=frozenset(roles), reach=Reach.OFFICE)
