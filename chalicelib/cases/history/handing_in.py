"""What acts by which something is handed in or taken back leave of a case."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.records import Agent, Collection, Declared, Material, Tolerance
from chalicelib.cases.rules import USUAL_LEVEL, Case


def opened(changes: dict[str, Any]) -> Case:
    """A case as its first act tells it."""
    return Case(
        case_id=changes["case_id"],
        owner=changes["owner"],
        item_code=changes["item_code"],
        item_version=changes["item_version"],
        item_name=changes["item_name"],
        department=changes["department"],
        division_code=changes["division_code"],
        channel=changes["channel"],
        required=tuple(changes["required"]),
        created_at=changes["created_at"],
        agent=Agent(**changes["agent"]) if "agent" in changes else None,
        least_assurance_level=changes.get("least_assurance_level", USUAL_LEVEL),
        held=changes.get("held", {}),
        collection=Collection(**changes["collection"]) if "collection" in changes else None,
        answers_sealed=changes.get("answers_sealed"),
    )


def tolerance_of(told: dict[str, Any] | None) -> Tolerance | None:
    """From its JSON."""
    return Tolerance(**{**told, "slots": tuple(told["slots"])}) if told else None


def declared_of(told: dict[str, Any] | None) -> Declared | None:
    """From its JSON."""
    return Declared(**{**told, "slots": tuple(told["slots"])}) if told else None


def _take_form(case: Case, changes: dict[str, Any], at: str) -> Case:
    """What was passed in pre-review was another application than what is handed in now."""
    return case._replace(
        case_no=changes.get("case_no", case.case_no),
        public_no=changes.get("public_no", case.public_no),
        submitted_at=case.submitted_at or at,
        received_at=at,
        form_round=changes["form_round"],
        form_sha256=changes["form_sha256"],
        materials=_materials(changes),
        tolerance=tolerance_of(changes["tolerance"]) if "tolerance" in changes else case.tolerance,
        declared=declared_of(changes["declared"]) if "declared" in changes else case.declared,
        red_list=changes.get("credit", {}).get("red_list", case.red_list),
        pre_reviewed_at=None,
    )


def _supplement(case: Case, changes: dict[str, Any], at: str) -> Case:
    """What was taken in before the clock (容缺收件) is only now there to be answered."""
    waited = case.tolerance and case.tolerance.kind == "receipt"
    return case._replace(
        materials=_materials(changes),
        tolerance=None,
        pre_reviewed_at=None,
        received_at=at if waited else case.received_at,
    )


def _receive(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return case._replace(tolerance=tolerance_of(changes["tolerance"]))


def _hand_over(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return case._replace(collection=case.collection and case.collection._replace(list_no=changes["list_no"]))


def _arrive(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return case._replace(collection=case.collection and case.collection._replace(received=True))


def _materials(changes: dict[str, Any]) -> tuple[Material, ...]:
    return tuple(Material(**material) for material in changes["materials"])


HANDED_IN = {
    "case.submitted": _take_form,
    "case.resubmitted": _take_form,
    "case.supplemented": _supplement,
    "case.received": _receive,
    "case.forwarded": _hand_over,
    "case.arrived": _arrive,
}
