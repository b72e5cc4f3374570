"""接收 — the office that handles the cases says which papers came; what is missing stays open on the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.collecting.lists import found, shown, stands
from chalicelib.cases.collecting.ports import Entry, Handover
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import recorded
from chalicelib.cases.rules import Case, facts
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Fault, Forbidden, Invalid, RuleViolation


def receive(parts: Parts, by: Caller, list_no: str, missing: Sequence[str], once: Once | None) -> dict[str, Any]:
    """Everything that is open on the list came, but for the cases `missing`; those may come later.

    Raises Invalid for a missing case that is not open on the list, Forbidden to the office that sent it, RuleViolation
    `handover_received` if nothing is open.
    """

    def change() -> Change:
        before = found(parts, by, list_no)
        if not by.holds(Role.CLERK, before.to_division, before.to_department):
            raise Forbidden("received_by_the_other_office")
        cases = parts.handovers().cases(entry.case_id for entry in before.entries)
        under_way = {entry.case_id for entry in before.open if stands(entry, cases.get(entry.case_id)) == "on_the_way"}
        _require_open(before, under_way, missing)
        came = [cases[case_id] for case_id in under_way - {*missing}]
        moved = [(case, *_arrived(parts, by, case, list_no)) for case in came]
        after = _with(before, {case.case_id for case in came}, by, rfc3339(parts.law.now()))
        states = [write for earlier, later, _ in moved for write in parts.cases.save(earlier, later)]
        writes = (*parts.handovers().save(before, after), *states)
        return Change(writes, tuple(act for *_, act in moved), shown(parts, after, cases))

    return parts.committer.commit(change, once)


def _require_open(list_: Handover, under_way: set[str], missing: Sequence[str]) -> None:
    if not under_way:
        raise RuleViolation("handover_received", list_no=list_.list_no)
    if faults := list(_faults(list_, under_way, missing)):
        raise Invalid("body_invalid", faults=faults)


def _faults(list_: Handover, under_way: set[str], missing: Sequence[str]) -> Iterator[Fault]:
    listed = {entry.case_id for entry in list_.entries}
    for at, case_id in enumerate(missing):
        if case_id not in under_way:
            yield Fault(f"/missing/{at}", "not_open_on_the_list" if case_id in listed else "not_on_the_list")


def _arrived(parts: Parts, by: Caller, case: Case, list_no: str) -> tuple[Case, Act]:
    return recorded(parts, case, acts.ARRIVED, by, {**facts(case, case.status), "list_no": list_no})


def _with(list_: Handover, came: set[str], by: Caller, at: str) -> Handover:
    entries = (_came(entry, at) if entry.case_id in came else entry for entry in list_.entries)
    return list_._replace(entries=tuple(entries), received_by=by.id if came else list_.received_by)


def _came(entry: Entry, at: str) -> Entry:
    return entry._replace(arrived_at=at)
