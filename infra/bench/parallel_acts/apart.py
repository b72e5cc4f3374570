"""Acts on different cases: none is lost, every chain is whole, and the queue has what each case waits for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

from chalicelib.shared.acts import ChainBroken
from infra.bench.parallel_acts.phases import Phase, Request, at_once
from infra.bench.parallel_acts.tables import Tables
from infra.local.story import residence_permit
from infra.local.story.city import City, Visitor

ITEM = "律师执业许可"
"""An item that asks for no form, no answers and no materials."""
EXPECTED = ["case.submitted", "case.accepted"]


class Found(NamedTuple):
    """What was found afterwards: chains that are not whole, acts that are lacking, cases that wait for the wrong."""

    phases: tuple[Phase, ...]
    broken: tuple[str, ...]
    lost: tuple[str, ...]
    misqueued: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Nothing was refused, lost, broken or queued wrongly."""
        refused = any(phase.problems for phase in self.phases)
        return not (refused or self.broken or self.lost or self.misqueued)


def measured(city: City, applicants: Sequence[Visitor], clerks: Sequence[Visitor], count: int) -> Found:
    """Begin `count` cases, hand them all in, accept them all, and look; everybody in turn."""
    owners = list(itertools.islice(itertools.cycle(applicants), count))
    said = _application(applicants[0])
    begun = at_once("drafts", [_posting(who, "/v1/cases", said) for who in owners])
    ids = [draft["case_id"] for draft in begun.answers]
    submitted = at_once("submissions", _each(owners, ids, "submission"))
    accepted = at_once("acceptances", _each(clerks, ids, "acceptance"))
    return _looked_at(Tables(city), ids, (begun, submitted, accepted))


def submitted(applicant: Visitor) -> str:
    """The id of one case that was handed in."""
    case_id = str(applicant.post("/v1/cases", _application(applicant))["case_id"])
    applicant.post(f"/v1/cases/{case_id}/submission")
    return case_id


def _application(who: Visitor) -> dict[str, Any]:
    code = who.get("/v1/items", query=ITEM)["items"][0]["item_code"]
    return {"item_code": code, "division_code": residence_permit.DIVISION, "answers": {}}


def _each(people: Sequence[Visitor], ids: Sequence[str], act: str) -> list[Request]:
    return [_posting(who, f"/v1/cases/{one}/{act}") for who, one in zip(itertools.cycle(people), ids, strict=False)]


def _posting(who: Visitor, path: str, said: dict[str, Any] | None = None) -> Request:
    return lambda: who.post(path, said)


def _looked_at(tables: Tables, ids: Sequence[str], phases: tuple[Phase, ...]) -> Found:
    types = {case_id: _types(tables, case_id) for case_id in ids}
    waiting = {case_id: tables.waiting(case_id) for case_id in ids}
    return Found(
        phases,
        broken=tuple(case_id for case_id, told in types.items() if told is None),
        lost=tuple(case_id for case_id, told in types.items() if told not in (None, EXPECTED)),
        misqueued=tuple(case_id for case_id, names in waiting.items() if len(names) != 1 or "accept" in names[0]),
    )


def _types(tables: Tables, case_id: str) -> list[str] | None:
    """The types of a case's acts; None if their chain is not whole."""
    try:
        return [act.type for act in tables.acts(case_id)]
    except ChainBroken:
        return None
