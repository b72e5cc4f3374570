"""Representation's view of the identity domain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from chalicelib.representation.ports import Known
from chalicelib.shared.errors import NotFound

if TYPE_CHECKING:
    from chalicelib.identity.service import IdentityService


class _Parsed(Protocol):
    @property
    def number(self) -> str: ...


class IdentityPeople:
    """`People` through identity's public door; `parse` reads resident numbers, `person_for` makes persons known."""

    def __init__(
        self,
        identity: Callable[[], IdentityService],
        parse: Callable[[str], _Parsed],
        person_for: Callable[[str, str, str], str],
    ) -> None:
        self._identity = identity
        self._parse = parse
        self._person_for = person_for

    def known(self, person_id: str) -> Known | None:
        """The person with confirmed name and number; None for everybody else, and for whoever was closed or erased."""
        try:
            person = self._identity().person(person_id)
        except NotFound:
            return None
        if person.closed or person.name is None or person.resident_id is None:
            return None
        return Known(person_id, person.salt, person.name, person.resident_id, person.left, person.separated)

    def separated(self, person_id: str) -> Mapping[str, str]:
        """Which accounts turned out never to be the person's, and when."""
        return self._identity().separated(person_id)

    def parsed(self, number: str) -> str:
        """The number as printed. Raises InvalidNumber."""
        return self._parse(number).number

    def person_for(self, name: str, number: str, evidence: str) -> str:
        """The id of the number's person, made known if nobody knew them."""
        return self._person_for(name, number, evidence)
