"""The command: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from infra.local.places import ROOT
from infra.replay import __main__ as command
from infra.replay import log, plan
from infra.replay.log import Refused
from infra.replay.outcome import Outcome
from infra.replay.replaying import played_out
from infra.replay.report import told
from tests.replay.logs import saved, whole

REAL = ROOT.parent / "shared" / "data" / "receipt_ship.csv.gz"
SLICE = 12


def _run(monkeypatch: pytest.MonkeyPatch, *said: str) -> int:
    monkeypatch.setattr(sys, "argv", ["replay", *said])
    return command.main()


def test_it_reports_for_people_and_for_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.json"
    assert _run(monkeypatch, str(saved(tmp_path, whole(), "x")), "--json", str(report)) == 0
    printed = capsys.readouterr().out
    for line in (
        "cases      6 in, 6 out, 0 not begun",
        "events     19 in, 18 applied, 1 refused",
        "1 line_malformed (the line cannot be taken apart): line 20",
        "due dates  10 compared, 10 equal",
        "late       2 by acts; by the log 2 after the last day that it tells",
        "           A-2, C-1\n",
        "open       1 never closed: C-1",
        "nothing was lost or doubled",
    ):
        assert line in printed
    said = json.loads(report.read_text())
    assert said["refused"] == [
        {"line": 20, "reason": "line_malformed", "detail": "1 fields instead of 14", "case_id": ""}
    ]
    assert said["late"]["here"] == ["A-2", "C-1"]
    assert said["by_case"][0] == {
        "case_id": "A-1",
        "accepted_on": "2010-10-04",
        "due_on": "2010-11-29",
        "last_on": "2010-11-29",
        "concluded_on": "2010-11-29",
        "late": False,
        "applied": 3,
    }
    assert said["activities"] == {"Check request": 6, "Receive request": 6, "Send answer": 6}
    assert said["seconds"] > 0


def test_it_fails_when_something_is_wrong(ordinary_outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = ordinary_outcome._replace(wrong=("A-1: chain altered",))
    monkeypatch.setattr(command, "_replayed", lambda _: wrong)
    assert _run(monkeypatch, "log.csv") == 1
    assert list(told(wrong, 1, 1))[-2:] == ["1 things are wrong:", "  A-1: chain altered"]


def test_a_file_of_which_nothing_can_be_played_is_no_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not called whole, though nothing of it was lost."""
    rows = [{**line, "start": "4 October"} for line in whole()]
    assert _run(monkeypatch, str(saved(tmp_path, rows))) == 2
    printed = capsys.readouterr().out
    assert "18 instant_unreadable (an instant is not ISO 8601, or its year cannot be): lines 2-19\n" in printed
    assert printed.endswith("nothing could be played: every line is refused, for the reasons above\n")


def test_a_long_report_names_every_late_case_and_refused_line(ordinary_outcome: Outcome) -> None:
    refused = tuple(Refused(line, "doubled") for line in (2, *range(10, 500, 3), 501, 502, 503))
    late = ordinary_outcome.late._replace(here=tuple(f"case-{number}" for number in range(200)))
    lines = list(told(ordinary_outcome._replace(refused=refused, late=late), 1, 1))
    assert max(map(len, lines)) <= 120
    printed = " ".join(" ".join(lines).split())
    assert "lines 2, 10, 13, " in printed
    assert ", 499, 501-503" in printed
    assert ", ".join(late.here) in printed


def test_it_says_what_is_no_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, str(tmp_path / "nowhere.csv")) == 2
    assert "nowhere.csv" in capsys.readouterr().err


@pytest.mark.skipif(not REAL.exists(), reason="the real log is not beside this project")
def test_cases_of_a_real_office() -> None:
    lines = [line for line in log.read(REAL) if isinstance(line, log.Event)]
    some = set(list(dict.fromkeys(line.case_id for line in lines))[:SLICE])
    found = played_out(plan.planned(line for line in lines if line.case_id in some), lambda *_: None)
    assert found.wrong == ()
    assert (found.cases, found.kept, found.compared) == (SLICE, SLICE, 2 * SLICE)
    assert found.late.here == found.late.log
