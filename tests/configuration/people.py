"""Who works with drafts in these tests."""

from __future__ import annotations

from chalicelib.shared.access import Caller, Post, Role

EDITORS = frozenset({Role.CONFIGURATION_EDITOR, Role.CATALOGUE_EDITOR})
AUDITORS = frozenset({Role.CONFIGURATION_AUDITOR, Role.CATALOGUE_AUDITOR})


def staff(number: str, roles: frozenset[Role]) -> Caller:
    return Caller("staff", number, posts=(Post(roles, ("*",), ("*",)),), channel="window")


EDITOR = staff("S-1", EDITORS)
OTHER_EDITOR = staff("S-2", EDITORS)
AUDITOR = staff("S-3", AUDITORS)
OTHER_AUDITOR = staff("S-4", AUDITORS)
BOTH = staff("S-5", EDITORS | AUDITORS)
PEOPLE = {person.id: person for person in (EDITOR, OTHER_EDITOR, AUDITOR, OTHER_AUDITOR, BOTH)}
