"""A counter at which people apply in person."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from chalicelib.cases.collecting import sending
from chalicelib.cases.intake import at_window, drafts, submission
from chalicelib.cases.intake.at_window import Asked
from chalicelib.cases.parts import Parts
from chalicelib.cases.table import CaseTable
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.cases import scenes
from tests.cases.fakes import DEPARTMENT, DIVISION, ITEM, PDF, parts_of
from tests.fakes import SECRET, FakeClock

WINDOW = f"{DIVISION}-WINDOW01"
ELSEWHERE = "530103000000"
CHILD = "person-child"
_SHEETS = count(1)
_UNDER_16 = "11010120170101001X"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def counter(tables: Any, clock: FakeClock) -> Parts:
    """The use cases on the table; S001 sits at a window."""
    committer = DynamoCommitter(OnceBook(Sealer(SECRET), clock))
    parts = parts_of(committer, CaseTable(clock, lambda: "2056-12-31"), clock)
    parts.windows.at["S001"] = WINDOW  # type: ignore[attr-defined]
    parts.people.numbers[CHILD] = _UNDER_16  # type: ignore[attr-defined]
    return parts


def clerk_of(staff_no: str, *divisions: str, departments: tuple[str, ...] = (DEPARTMENT,)) -> Caller:
    """A clerk with a post of just that reach."""
    post = Post(frozenset({Role.CLERK}), departments, divisions)
    return Caller(kind="staff", id=staff_no, posts=(post,), channel="window", reach=Reach.OFFICE)


THERE = clerk_of("S007", ELSEWHERE)
"""Who handles what was collected for another place."""


def collector(staff_no: str = "S005") -> Caller:
    """A clerk of one county alone."""
    return clerk_of(staff_no, DIVISION)


def at_the_window(
    parts: Parts,
    person_id: str = "person-zhang",
    for_: str | None = None,
    by: Caller | None = None,
    division: str = DIVISION,
) -> dict[str, Any]:
    """A draft of somebody whom the clerk has just confirmed."""
    clerk = by or scenes.clerk()
    parts.presence.confirmed[clerk.id, f"seen-{person_id}"] = person_id  # type: ignore[attr-defined]
    return at_window.begin(parts, clerk, Asked(f"seen-{person_id}", ITEM, division, {}, for_), None)


def a_scan() -> bytes:
    """Another sheet than any before: what was given once is not uploaded again."""
    return PDF.replace(b"%PDF-1.7\n", b"%PDF-1.7\n" + str(next(_SHEETS)).encode())


def scanned(parts: Parts, case_id: str, slot: str, by: Caller | None = None) -> str:
    """A material that the clerk scans."""
    return scenes.uploaded(parts, case_id, slot, a_scan(), by or scenes.clerk())


def taken_in(
    parts: Parts,
    person_id: str = "person-zhang",
    for_: str | None = None,
    by: Caller | None = None,
    division: str = DIVISION,
) -> str:
    """A draft that the clerk filled in, with all that it needs."""
    clerk = by or scenes.clerk()
    case_id = str(at_the_window(parts, person_id, for_, clerk, division)["case_id"])
    drafts.save_form(parts, clerk, case_id, scenes.FORM, 0)
    for slot in ("id_card", "lease"):
        scanned(parts, case_id, slot, clerk)
    return case_id


def collected(parts: Parts, person_id: str = "person-zhang") -> str:
    """Handed in at one place, to be handled at another."""
    case_id = taken_in(parts, person_id, by=collector(), division=ELSEWHERE)
    submission.submit(parts, collector(), case_id, None)
    return case_id


def sent(parts: Parts, *case_ids: str) -> dict[str, Any]:
    """A list of these cases to where they are handled."""
    return sending.hand_over(parts, collector(), (ELSEWHERE, DEPARTMENT), case_ids, None)
