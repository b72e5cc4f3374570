"""The whole of a small log: everything that goes in comes out, or is refused and told."""

from __future__ import annotations

import random
from typing import Any

from infra.replay.outcome import Outcome, shown
from infra.replay.plan import by_reason
from tests.replay.conftest import Replay
from tests.replay.logs import ON_A_SATURDAY, ON_TIME, ordinary, row, whole


def test_nothing_is_lost_or_doubled(ordinary_outcome: Outcome) -> None:
    found = ordinary_outcome
    assert found.wrong == ()
    assert (found.cases, found.kept, found.not_begun) == (6, 6, {})
    assert (found.lines, found.applied, found.refused) == (18, 18, ())
    assert found.acts["case.submitted"] == found.acts["case.accepted"] == 6
    assert found.acts["case.concluded"] == 5
    assert found.acts["case.task_completed"] == 18 + 5  # a case's end ends its open step


def test_due_dates_are_the_logs(ordinary_outcome: Outcome) -> None:
    """Also on a Saturday, after 98 days, and after days were added: both that was told, at acceptance and at last."""
    assert ordinary_outcome.compared == 10
    assert ordinary_outcome.different == ()
    classes = {"rule": 3, "extended_rule": 1, "own_limit": 0, "time_added": 1, "not_told": 1}
    assert ordinary_outcome.classes == classes
    assert ordinary_outcome.acts["case.extended"] == 1


def test_who_is_late_follows_from_acts(ordinary_outcome: Outcome) -> None:
    """The last day counts to its end; what never ends is late; what was given more time by then is not."""
    late = ordinary_outcome.late
    assert late.here == ("A-2", "C-1")
    assert late.log == ("A-2", "C-1")
    assert late.log_planned == ("A-2", "B-2", "C-1")
    assert late.log_instant == ("A-1", "A-2", "B-2")
    assert ordinary_outcome.never_closed == ("C-1",)


def test_everything_odd_is_refused_with_its_line(replay: Replay) -> None:
    rows = whole()
    odd = [
        rows[4],
        row(ON_TIME, "t-0-x", "2010-11-30T09:00:00+01:00", "Something never heard of"),
        row(ON_TIME, "t-0-y", "2010-10-01T09:00:00+02:00"),
        row({**ON_TIME, "end": ""}, "t-0-z", "2010-10-13T09:00:00+02:00"),
        row(ON_TIME, "t-0-w", "one day"),
        row(ON_TIME, "t-0-v", "2010-10-11T09:00:00+02:00", "审查 «Något» ✓", resource=""),
        row(ON_TIME, "t-9", "", case_id="Z-9"),
    ]
    found = replay([*rows, *odd], '"never closed')
    refused = {one.line: one.reason for one in found.refused}
    assert refused == {
        20: "doubled",
        21: "after_end",
        22: "before_start",
        23: "case_differs",
        24: "instant_unreadable",
        26: "value_missing",
        27: "line_malformed",
    }
    assert (found.lines, found.applied, found.reordered) == (26, 19, (25,))
    assert found.not_begun == {"Z-9": "no line of it can be read"}
    assert (found.cases, found.kept, found.wrong) == (7, 6, ())


def test_a_log_told_twice_is_played_once(replay: Replay, ordinary_outcome: Outcome) -> None:
    found = replay([*whole(), *whole()])
    assert by_reason(found.refused) == {"doubled": 18}
    assert [one.line for one in found.refused] == list(range(20, 38))
    assert _but_lines(found) == _but_lines(ordinary_outcome._replace(lines=36))


def test_how_lines_of_different_cases_lie_changes_nothing(replay: Replay, ordinary_outcome: Outcome) -> None:
    for seed in range(2):
        assert _but_lines(replay(_shuffled(whole(), seed))) == _but_lines(ordinary_outcome)


def test_more_work_than_a_process_has_steps_is_refused(replay: Replay) -> None:
    rows = [row(ON_TIME, f"t-{number:02d}", f"2010-10-12T09:{number:02d}:00+02:00") for number in range(50)]
    found = replay(rows)
    assert (found.applied, by_reason(found.refused), found.wrong) == (47, {"too_much_work": 3}, ())
    assert found.never_closed == ()


def test_a_case_without_work_begins_and_ends_all_the_same(replay: Replay) -> None:
    """As a case whose only line was written a moment after it was closed."""
    late = row(ON_A_SATURDAY, "t-1", "2010-12-05T09:00:00.500000+01:00")
    found = replay([late, *ordinary(ON_TIME, 2)])
    assert (by_reason(found.refused), found.acts["case.concluded"], found.wrong) == ({"after_end": 1}, 2, ())


def test_a_day_counts_to_its_last_moment(replay: Replay) -> None:
    """Law time stands still while a moment is played: what happened before midnight stays before midnight."""
    edges = {"start": "2010-10-04T23:59:59.999+02:00", "planned_end": "2010-11-29T23:59:59.999+01:00"}
    case = {**ON_TIME, **edges, "deadline": "2010-11-29T00:00:00+01:00", "end": "2010-11-29T23:59:59.999+01:00"}
    after = {**case, "case_id": "A-9", "end": "2010-11-30T00:00:00+01:00"}
    found = replay([*ordinary(case, 1), *ordinary(after, 2)])
    assert (found.wrong, found.late.here, found.compared) == ((), ("A-9",), 4)


def test_a_limit_of_no_days_and_years_without_a_calendar(replay: Replay) -> None:
    """Natural days that do not roll need no calendar; the day on which a case begins may be its last."""
    at_once = {**ON_TIME, "planned_end": "2010-10-04T00:00:00+02:00", "deadline": "2010-10-06T00:00:00+02:00"}
    past = {name: value.replace("2010-", "1999-") for name, value in ON_TIME.items()}
    coming = {name: value.replace("2010-", "2031-") for name, value in ON_TIME.items()}
    rows = [
        *ordinary(at_once, 1),
        *ordinary({**past, "case_id": "A-7"}, 2, "1999-10-12"),
        *ordinary({**coming, "case_id": "A-8"}, 3, "2031-10-12"),
    ]
    found = replay(rows)
    assert (found.wrong, found.compared, found.late.here, found.refused) == ((), 6, ("A-1",), ())


def test_an_empty_log_is_whole(replay: Replay) -> None:
    found = replay([])
    assert (found.cases, found.lines, found.wrong) == (0, 0, ())


def _shuffled(rows: list[dict[str, str]], seed: int) -> list[dict[str, str]]:
    """The cases' lines mixed; those of one case stay in order."""
    order = [line["case_id"] for line in rows]
    random.Random(seed).shuffle(order)
    left = {case_id: iter([line for line in rows if line["case_id"] == case_id]) for case_id in order}
    return [next(left[case_id]) for case_id in order]


def _but_lines(found: Outcome) -> dict[str, Any]:
    """The outcome, but for the lines at which things stood."""
    return {name: value for name, value in shown(found).items() if not name.startswith("refused")}
