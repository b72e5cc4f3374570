"""How often the public may look cases up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.schemas import PublicStatus
from chalicelib.cases.status import timeline
from chalicelib.cases.status.lookups import LookupQuotas, Lookups
from chalicelib.cases.terms import Period
from chalicelib.shared.attempts import Attempts
from chalicelib.shared.errors import NotFound, ServiceError, Throttled
from tests.cases import scenes
from tests.cases.fakes import FakeItems, memory_parts
from tests.fakes import SECRET, AttemptsInMemory, FakeClock

QUOTAS = LookupQuotas(of_source=30, of_number=20, window=timedelta(hours=1))
OFFICE = "203.0.113.7"
THROTTLED, NOT_FOUND = "too_many_attempts", "lookup_not_found"


class Public:
    """Anybody who looks up."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.parts: Parts = memory_parts()
        case = self.parts.cases.case(scenes.submitted(self.parts))
        self.number = str(case.public_no if case else None)
        attempts = Attempts(AttemptsInMemory(), SECRET, self.clock)
        self._lookups = Lookups(self.parts, attempts, lambda: QUOTAS)

    def asks(self, number: str, proof: str = "000000", address: str = OFFICE) -> str:
        try:
            return str(self._lookups.look_up(number, proof, address)["status"])
        except ServiceError as refused:
            return refused.code


@pytest.fixture
def public() -> Public:
    return Public()


@pytest.mark.parametrize("known", [True, False])
def test_a_number_is_looked_up_twenty_times_an_hour_from_wherever_and_whether_it_exists_or_not(
    public: Public, known: bool
) -> None:
    number = public.number if known else "ZZZZZZZZZZ"
    tried = [public.asks(number, address=f"203.0.113.{n}") for n in range(25)]
    assert tried == [NOT_FOUND] * 20 + [THROTTLED] * 5
    public.clock.move(timedelta(hours=1))
    assert public.asks(number) == NOT_FOUND


def test_the_right_proof_does_not_help_once_the_number_has_been_guessed_at(public: Public) -> None:
    assert public.asks(public.number, "31002X") == "submitted"
    for n in range(19):
        public.asks(public.number, address=f"203.0.113.{n}")
    assert public.asks(public.number, "31002X") == THROTTLED


def test_a_source_looks_up_thirty_times_and_what_is_refused_uses_up_no_number(public: Public) -> None:
    tried = [public.asks(f"ZZZZZZZZ{n:02}") for n in range(32)]
    assert tried == [NOT_FOUND] * 30 + [THROTTLED] * 2
    for _ in range(30):
        public.asks(public.number)
    assert public.asks(public.number, "31002X", "198.51.100.9") == "submitted"


def test_whoever_is_refused_is_told_for_how_long(public: Public) -> None:
    public.clock.move(timedelta(minutes=20))
    for _ in range(20):
        public.asks(public.number)
    with pytest.raises(Throttled) as refused:
        public._lookups.look_up(public.number, "000000", "198.51.100.9")
    assert refused.value.params == {"retry_after": 40 * 60}


def looked_up(parts: Parts, case_id: str) -> dict[str, Any]:
    case = parts.cases.case(case_id)
    assert case is not None
    told = timeline.look_up(parts, str(case.public_no), "31002X")
    PublicStatus.model_validate(told)
    return told


def test_it_tells_the_stage_the_promise_and_that_a_correction_is_wanted_and_nobody_s_name() -> None:
    parts = memory_parts(FakeItems(committed_limit=Period(10, "WD")))
    case_id = scenes.submitted(parts)
    told = looked_up(parts, case_id)
    assert (told["stage"], told["stage_name"], told["due_on"], told["correction_wanted"]) == (
        "apply",
        "申请",
        None,
        False,
    )
    scenes.corrected(parts, case_id)
    told = looked_up(parts, case_id)
    assert (told["correction_wanted"], told["status_name"]) == (True, "需要补正材料")
    assert told["correction_due_on"] is not None
    other = scenes.accepted(parts)
    told = looked_up(parts, other)
    assert (told["stage_name"], told["due_on"], told["correction_wanted"]) == ("受理", "2026-12-04", False)
    assert told.keys() == PublicStatus.model_fields.keys()
    assert not {"owner", "agent", "addressee", "findings", "result", "materials", "case_id"} & told.keys()


def test_an_unknown_number_and_a_wrong_proof_are_the_same_answer_after_the_same_reads() -> None:
    parts = memory_parts()
    case = parts.cases.case(scenes.submitted(parts))
    assert case is not None
    asked: list[list[str]] = []

    class Watched:
        def __getattr__(self, name: str) -> Any:
            asked[-1].append(name)
            return getattr(parts.cases, name)

    watched = parts._replace(cases=Watched())  # type: ignore[arg-type]
    for number in (str(case.public_no), "ZZZZZZZZZZ"):
        asked.append([])
        with pytest.raises(NotFound) as refused:
            timeline.look_up(watched, number, "000000")
        assert (refused.value.code, refused.value.params) == (NOT_FOUND, {})
    assert asked[0] == asked[1] == ["by_number", "case"]


def test_a_hundred_lookups_at_once_are_twenty(public: Public) -> None:
    with ThreadPoolExecutor(16) as pool:
        tried = list(pool.map(lambda n: public.asks(public.number, address=f"2001:db8:{n:x}::1"), range(100)))
    assert (tried.count(NOT_FOUND), tried.count(THROTTLED)) == (20, 80)
