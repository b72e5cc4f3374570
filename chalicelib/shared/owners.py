"""Whose things are: persons' and organisations', told apart by their ids."""

from __future__ import annotations

_ORGANISATION = "org-"


def organisation_id(fresh: str) -> str:
    """An id that cannot be a person's."""
    return _ORGANISATION + fresh


def is_organisation(owner: str) -> bool:
    """Whether an id is an organisation's."""
    return owner.startswith(_ORGANISATION)
