"""一次性告知单: everything that one situation of one item needs, said once: as JSON, and the source of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.catalogue.elements.item_types import TYPE_BY_NAME
from chalicelib.catalogue.guides.dates import ASSUMED, clocks_dated, limit_dated
from chalicelib.catalogue.guides.guide import Guide
from chalicelib.catalogue.guides.holdings import Holding, satisfied
from chalicelib.catalogue.guides.places import places_for
from chalicelib.catalogue.guides.steps import RemedyPeriods, channels_of, steps_of
from chalicelib.catalogue.guides.wording import MAY_DECLARE, MAY_FOLLOW, limit_told
from chalicelib.catalogue.item_parts import basis_told
from chalicelib.catalogue.rules import ServiceItem

if TYPE_CHECKING:
    from chalicelib.deadlines.service import Calendar

_AS_THEY_STAND = (
    "department",
    "department_name",
    "applicant_types",
    "legal_regime",
    "basis",
    "prerequisites",
    "handling_type",
    "appointment",
    "visits",
    "commitment",
    "results",
    "validity",
    "remedies",
    "consultation_line",
    "complaint_line",
)
LOG_IN = "登录后可以看到哪些材料的信息本市已经掌握"
OTHERS = "另有前置事项，请先办理：{names}"


class Asked(NamedTuple):
    """Who asks, for where, on which day of law time. `held` is None for somebody who is not known.

    `calendar`: of the office there; the shipped one without it.
    """

    division_code: str | None
    today: date
    held: Sequence[Holding] | None = None
    periods: RemedyPeriods | None = None
    calendar: Calendar | None = None


def sheet(item: ServiceItem, guide: Guide, asked: Asked) -> dict[str, Any]:
    """The whole guide. Dates are those of an application today that is accepted today, and say so."""
    content = item.content
    materials = [_material(item, material, asked.held or ()) for material in guide.materials]
    to_bring = [one["code"] for one in materials if one["required"] and one["already_held"] is None]
    return {
        "item_code": item.code,
        "version": item.version,
        "sha256": item.sha256,
        "name": item.name,
        "item_type_name": TYPE_BY_NAME[item.item_type].title,
        "made_on": asked.today.isoformat(),
        "division_code": asked.division_code,
        "situations": list(guide.situations),
        "eligible": not guide.obstacles,
        "obstacles": list(guide.obstacles),
        **{name: content[name] for name in _AS_THEY_STAND},
        "conditions": [_condition(content, condition) for condition in content["conditions"]],
        "materials": materials,
        "to_bring": to_bring,
        "commitment_replaces": [one["code"] for one in materials if one["may_declare"]],
        "already_held": None if asked.held is None else _held(materials),
        "steps": steps_of(item, len(to_bring), asked.today, asked.periods, asked.calendar),
        **_limits(item, asked.today, asked.calendar),
        "fee": _fee(content, guide.fee),
        "places": places_for(content["places"], asked.division_code),
        "channels": channels_of(item),
        "least_assurance_level": item.least_assurance_level,
        "decided_at_once": content["instant_approval"] is not None,
        "notes": list(guide.notes),
        "hints": list(_hints(item, asked)),
        "form_schema": dict(item.form_schema),
        "decided_by": [{"table_sha256": one.table_sha256, "row": one.row} for one in guide.decisions],
    }


def _material(item: ServiceItem, material: Mapping[str, Any], held: Iterable[Holding]) -> dict[str, Any]:
    holding = satisfied(material, held)
    return {
        **material,
        "basis_text": basis_told(item.content, material["basis"]),
        "blank_form": _file(item, material["blank_form"]),
        "sample": _file(item, material["sample"]),
        "may_follow_text": MAY_FOLLOW if material["may_follow"] else None,
        "may_declare_text": MAY_DECLARE if material["may_declare"] else None,
        "already_held": holding.flag if holding else None,
    }


def _file(item: ServiceItem, file: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {**file, "path": f"/v1/items/{item.code}/files/{file['sha256']}"} if file else None


def _condition(content: Mapping[str, Any], condition: Mapping[str, Any]) -> dict[str, Any]:
    return {**condition, "basis_text": basis_told(content, condition["basis"])}


def _held(materials: Iterable[Mapping[str, Any]]) -> list[str]:
    return [one["code"] for one in materials if one["already_held"] is not None]


def _limits(item: ServiceItem, today: date, calendar: Calendar | None) -> dict[str, Any]:
    committed = item.content["committed_limit"]
    return {
        "assumed": ASSUMED,
        "statutory_limit": limit_dated(item.content["statutory_limit"], today, calendar),
        "committed_limit": limit_dated(committed, today, calendar) if committed else None,
        "clocks": clocks_dated(item.legal_regime, today, calendar),
        "special_procedures": [_special(item.content, one) for one in item.content["special_procedures"]],
    }


def _special(content: Mapping[str, Any], procedure: Mapping[str, Any]) -> dict[str, Any]:
    """特别程序: how long it takes at most; its time does not count."""
    return {
        **procedure,
        "text": limit_told(procedure) if procedure["value"] else None,
        "basis_text": basis_told(content, procedure["basis"]),
        "counted": False,
    }


def _fee(content: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """The situation's word on whether and what; rates and basis are the item's, unless it costs nothing."""
    fee = {**content["fee"], **said}
    rates = [] if fee["charged"] is False else fee["rates"]
    return {**fee, "rates": rates, "basis_text": basis_told(content, fee["basis"])}


def _hints(item: ServiceItem, asked: Asked) -> Iterable[str]:
    if asked.held is None:
        yield LOG_IN
    if names := "、".join(one["name"] for one in item.content["prerequisites"]):
        yield OTHERS.format(names=names)
