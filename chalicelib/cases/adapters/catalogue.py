"""Cases' view of the catalogue: a published item as the terms under which its cases are handled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.cases.terms import Commitment, Extending, Period, Point, Procedure, Ruling, Slot, Terms
from chalicelib.catalogue.service import CatalogueService, Limit, MaterialSlot, ServiceItem
from chalicelib.shared.acts import canonical_json
from chalicelib.shared.errors import Invalid
from chalicelib.shared.sealing import sha256

_KEPT = 200


class CatalogueItems:
    """`Items` through the catalogue's public door. Terms of a published version never change, so they are kept."""

    def __init__(self, catalogue: Callable[[], CatalogueService]) -> None:
        self._catalogue = catalogue
        self._terms: dict[tuple[str, int], Terms] = {}

    def terms(self, item_code: str, version: int | None = None) -> Terms:
        """The terms in force, or those of a pinned version."""
        if version is not None and (kept := self._terms.get((item_code, version))):
            return kept
        catalogue = self._catalogue()
        item = catalogue.pinned(item_code, version) if version else catalogue.published(item_code)
        if len(self._terms) >= _KEPT:
            self._terms.pop(next(iter(self._terms)))
        return self._terms.setdefault((item.code, item.version), _terms(item))

    def offered(self, item_code: str, division_code: str) -> bool:
        """Whether the item is handled there. Raises RuleViolation for a division that is no more."""
        catalogue = self._catalogue()
        return catalogue.offered(catalogue.published(item_code), division_code)

    def required_slots(self, item_code: str, version: int, answers: dict[str, Any]) -> tuple[str, ...]:
        """The slots that the guide requires for these answers; without answers, those that every case needs."""
        catalogue = self._catalogue()
        item = catalogue.pinned(item_code, version)
        if not answers and not item.content["guide"]["questions"]:
            return tuple(slot.code for slot in item.materials if slot.required)
        return catalogue.guide(item_code, answers, version).required

    def obstacles(self, item_code: str, version: int, answers: dict[str, Any]) -> tuple[str, ...]:
        """Why the guide finds whoever answers so not eligible; nothing without questions."""
        catalogue = self._catalogue()
        if not catalogue.pinned(item_code, version).content["guide"]["questions"]:
            return ()
        return catalogue.guide(item_code, answers, version).obstacles

    def examination(self, item_code: str, version: int) -> tuple[Point, ...]:
        """The examination rules of a pinned version."""
        points = self._catalogue().pinned(item_code, version).examination
        return tuple(Point(*point) for about in points.values() for point in about)

    def ruling(self, item_code: str, version: int, facts: dict[str, Any]) -> Ruling | None:
        """What the rule table decides; None without a table, a fact that it can judge, or a row that fits."""
        try:
            decision = self._catalogue().ruling(item_code, version, facts)
        except Invalid:  # a fact that the table cannot judge: people can
            return None
        if decision is None or decision.row is None:
            return None
        return Ruling(dict(decision.output), decision.recorded())


def _terms(item: ServiceItem) -> Terms:
    definition, committed, extension = item.process_definition, item.committed_limit, item.statutory_limit.extension
    return Terms(
        item_code=item.code,
        version=item.version,
        name=item.name,
        department=item.department,
        legal_regime=item.legal_regime,
        least_assurance_level=item.least_assurance_level,
        form_schema=canonical_json(item.form_schema),
        slots=tuple(_slot(slot) for slot in item.materials),
        definition=definition,
        definition_sha256=sha256(canonical_json(definition).encode()),
        decides_at_once=item.content["instant_approval"] is not None,
        decided_on=frozenset(column["name"] for column in (item.content["instant_approval"] or {}).get("inputs", ())),
        applicant_types=tuple(item.content["applicant_types"]),
        channels=tuple(item.content["channels"]),
        online=item.applied_for_online,
        department_name=item.department_name,
        statutory_limit=_period(item.statutory_limit),
        committed_limit=_period(committed) if committed else None,
        extension=Extending(extension.value, extension.mode) if extension else None,
        procedures=tuple(Procedure(*procedure) for procedure in item.special_procedures),
        commitment=Commitment(*item.commitment) if item.commitment else None,
        sources=item.sources,
        sha256=item.sha256,
        review_body=item.remedies.review_body,
        court=item.remedies.court,
        conditions=tuple(condition["text"] for condition in item.content["conditions"]),
    )


def _period(limit: Limit) -> Period:
    return Period(limit.value, limit.unit, limit.rolls)


def _slot(slot: MaterialSlot) -> Slot:
    return Slot(**slot._asdict())
