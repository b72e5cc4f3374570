"""Who may keep the catalogue."""

from __future__ import annotations

from chalicelib.shared.access import Access, Role

KEEPERS = Access(roles=frozenset({Role.CATALOGUE_EDITOR, Role.CATALOGUE_AUDITOR}))
EDITORS = Access(roles=frozenset({Role.CATALOGUE_EDITOR}))
AUDITORS = Access(roles=frozenset({Role.CATALOGUE_AUDITOR}))
