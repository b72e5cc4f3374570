"""Who may keep the catalogue."""

from __future__ import annotations

from chalicelib.shared.access import Access, Reach, Role

KEEPERS = Access(roles=frozenset({Role.CATALOGUE_EDITOR, Role.CATALOGUE_AUDITOR}))
EDITORS = Access(roles=frozenset({Role.CATALOGUE_EDITOR}))
AUDITORS = Access(roles=frozenset({Role.CATALOGUE_AUDITOR}))
ITS_KEEPERS, ITS_EDITORS, ITS_AUDITORS = (kept._replace(reach=Reach.OFFICE) for kept in (KEEPERS, EDITORS, AUDITORS))
"""Those of the item's department, in every division where it is handled."""
