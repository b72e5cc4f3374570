"""Whose work cases are."""

from __future__ import annotations

from chalicelib.shared.access import Role

DESK = frozenset({Role.CLERK, Role.EXAMINER, Role.CHIEF_REPRESENTATIVE})
