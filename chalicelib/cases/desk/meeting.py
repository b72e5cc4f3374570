"""联审会签、集体讨论 — a decision that several people made carries the record of how they made it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib.cases.desk.words import says_nothing
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import sealed_notice
from chalicelib.cases.rules import Case
from chalicelib.cases.work.promise import accepted_on
from chalicelib.shared.errors import Fault, Invalid

SOLE = "sole"
"""独任: the representative decides alone. The other manners are `joint` (联审) and `collective` (集体讨论)."""
Record = Mapping[str, Any]
"""`document_no` of the minutes, `held_on` (a civil date), `participants` (names, two or more), `summary`."""


def recorded(parts: Parts, case: Case, manner: str, record: Record | None) -> dict[str, Any]:
    """What the decision says of how it was made; names and words sealed. Raises Invalid for a record that is none."""
    if faults := list(_faults(case, manner, record, parts.law.today())):
        raise Invalid("body_invalid", faults=faults)
    if record is None:
        return {"manner": manner}
    said = json.dumps({name: record[name] for name in ("participants", "summary")}, ensure_ascii=False)
    kept = {"document_no": record["document_no"], "held_on": _day(record).isoformat()}
    return {"manner": manner, "record": {**kept, "said_sealed": sealed_notice(parts, case, said)}}


def _faults(case: Case, manner: str, record: Record | None, today: date) -> Iterator[Fault]:
    if (record is None) != (manner == SOLE):
        yield Fault("/record", "record_not_needed" if manner == SOLE else "record_needed")
    if record is None:
        return
    if not accepted_on(case) <= _day(record) <= today:
        yield Fault("/record/held_on", "meeting_not_between", {"first": accepted_on(case), "last": today})
    if len({str(name).strip() for name in record["participants"] if not says_nothing(name)}) < 2:
        yield Fault("/record/participants", "several_needed")
    for name in ("document_no", "summary"):
        if says_nothing(record[name]):
            yield Fault(f"/record/{name}", "words_needed")


def _day(record: Record) -> date:
    held_on = record["held_on"]
    return held_on if isinstance(held_on, date) else date.fromisoformat(held_on)
