"""How the benchmark of deadlines copies cases, drains a burst, and tells what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infra.bench.enforcement.copies import Original
from infra.bench.enforcement.draining import Drained, drained
from infra.bench.enforcement.kept import Found, keep, kept
from infra.bench.enforcement.measuring import Figure, Measuring, grown
from infra.bench.enforcement.originals import Originals
from infra.bench.enforcement.states import ended
from infra.bench.enforcement.telling import section
from infra.bench.law_time import law_time
from infra.bench.walk_acts import JUNE
from tests.cases.hall import Hall
from tests.enforcement.test_city import api, enforcement, hall, handed_in, served

__all__ = ["api", "enforcement", "hall", "served"]
SWEEP, EACH = Figure("a sweep", 100, 9, 0, 30.0), Figure("enforced", 100, 3, 27, 4.0)
BURST = Drained(10_000, 10_000, 20.0, 90.0, 50.0, 0)
FOUND = Found((1000, 20_000), [SWEEP, EACH], [SWEEP, EACH._replace(cpu_ms=5.0)], BURST, BURST, 0)


@pytest.fixture
def original(hall: Hall) -> Original:
    """An application that was handed in on 1 June, and waits for an answer."""
    with law_time(JUNE):
        return Original(handed_in(hall, hall.phone("张三")))


def test_a_copied_case_is_whole_and_another(original: Original) -> None:
    copies = original.copies(range(1, 4))
    found = [ended(copy.case_id) for copy in copies]
    assert len({copy.case_id for copy in copies}) == 3
    assert all(one.whole for one in found)
    assert {one.types for one in found} == {("case.submitted",)}
    assert len({one.digest for one in found}) == 1


@pytest.mark.usefixtures("enforcement")
def test_a_burst_ends_alike_in_order_and_out_of_it(original: Original) -> None:
    measuring = Measuring(Originals(original, original, original, original))
    once, ends = drained(measuring, 6, disordered=False)
    again, ends_again = drained(measuring, 6, disordered=True)
    assert (once.due, once.messages, once.wrong) == (6, 6, 0)
    assert (again.due, again.messages, again.wrong) == (6, 8, 0)
    assert ends == ends_again
    assert ends != [ended(copy.case_id).digest for copy in original.copies(range(100, 106))]


@pytest.mark.usefixtures("enforcement")
def test_what_was_not_followed_is_told(original: Original) -> None:
    """A state that its acts do not tell, and one that nobody enforced."""
    (copy,) = original.copies([1])
    _altered(copy.case_id)
    assert not ended(copy.case_id).whole
    found, _ = drained(_Forgetful(Originals(original, original, original, original)), 3, disordered=False)
    assert found.wrong == 3


class _Forgetful(Measuring):
    """Stores cases, and follows none."""

    def opened(self, more: int, original: Original) -> Any:
        return original.copies(range(1000, 1000 + more))


def _altered(case_id: str) -> None:
    from chalicelib.cases.table.items import RecordItem

    item = RecordItem.get(f"CASE#{case_id}", "STATE")
    item.body = json.dumps({**json.loads(item.body), "corrections": 1})
    item.save()


def test_other_units_miss_the_bound_and_other_times_do_not() -> None:
    assert grown(FOUND.few, FOUND.many) == []
    assert FOUND.missed == []
    more = FOUND._replace(many=[SWEEP._replace(read=9.5), EACH])
    assert more.missed == ["units with more cases open, a sweep"]
    assert "| a sweep | 100 | 9 → 9.5 | 0 | 30.00 | 30.00 |" in section(more, FOUND)


@pytest.mark.parametrize("wrong", [FOUND._replace(unlike=2), FOUND._replace(disordered=BURST._replace(wrong=2))])
def test_a_case_that_ended_wrongly_misses_the_bound(wrong: Found) -> None:
    assert wrong.missed == ["2 cases that were due at one midnight ended wrongly"]


def test_the_figures_of_a_long_run_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    assert kept(file) is None
    keep(FOUND, file)
    assert kept(file) == FOUND
    assert "| 10,000, in order | 10,000 | 20.0 | 90.0 | 5.0 | 0 |" in section(FOUND, FOUND)
