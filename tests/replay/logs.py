"""A small office and its log, both invented: the columns of a real one, and everything odd that a log may have."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

COLUMNS = (
    *("case_id", "channel", "department", "case_group", "responsible", "start", "planned_end", "end", "deadline"),
    *("activity", "task_instance", "org_group", "resource", "ts"),
)
RECEIVED, CHECKED, SENT = "Receive request", "Check request", "Send answer"

# Eight weeks from 4 October are 29 November 2010, a Monday; from 9 October they are 4 December, a Saturday.
ON_TIME = {
    "case_id": "A-1",
    "responsible": "Clerk1",
    "start": "2010-10-04T01:06:40.020000+02:00",
    "planned_end": "2010-11-29T01:06:40.010000+01:00",
    "deadline": "2010-11-29T01:06:40+01:00",
    "end": "2010-11-29T16:30:00+01:00",
}
ON_A_SATURDAY = {
    "case_id": "A-2",
    "start": "2010-10-09T00:00:00+02:00",
    "planned_end": "2010-12-04T00:00:00+01:00",
    "deadline": "2010-12-04T00:00:00+01:00",
    "end": "2010-12-05T09:00:00+01:00",
}
EXTENDED_RULE = {
    "case_id": "B-1",
    "start": "2010-10-05T08:00:00+02:00",
    "planned_end": "2011-01-11T08:00:00+01:00",
    "deadline": "2011-01-11T08:00:00+01:00",
    "end": "2011-01-10T12:00:00+01:00",
}
TIME_ADDED = {
    "case_id": "B-2",
    "start": "2010-10-06T08:00:00+02:00",
    "planned_end": "2010-12-01T08:00:00+01:00",
    "deadline": "2011-01-12T08:00:00+01:00",
    "end": "2010-12-20T12:00:00+01:00",
}
NEVER_CLOSED = {
    "case_id": "C-1",
    "start": "2010-10-07T08:00:00+02:00",
    "planned_end": "2010-12-02T08:00:00+01:00",
    "deadline": "2010-12-02T08:00:00+01:00",
    "end": "",
}
NO_DAYS = {"case_id": "C-2", "start": "2010-10-08T08:00:00+02:00", "end": "2010-10-20T10:00:00+02:00"}


def row(case: dict[str, str], task: str, ts: str, activity: str = CHECKED, **more: str) -> dict[str, str]:
    """A line of a case."""
    usual = {"channel": "Desk", "department": "General", "resource": "Clerk2"}
    return {
        **dict.fromkeys(COLUMNS, ""),
        **usual,
        **case,
        "activity": activity,
        "task_instance": task,
        "ts": ts,
        **more,
    }


def ordinary(case: dict[str, str], number: int, day: str = "2010-10-12") -> list[dict[str, str]]:
    """Three pieces of work on a day."""
    hours = {8: RECEIVED, 9: CHECKED, 11: SENT}
    return [
        row(case, f"t-{number}-{hour}", f"{day}T{hour:02d}:15:30.5+02:00", activity) for hour, activity in hours.items()
    ]


def text(rows: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> str:
    """The file."""
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def saved(folder: Path, rows: list[dict[str, str]], *raw: str) -> Path:
    """The file on disk, with lines at its end that no writer would write."""
    path = folder / "log.csv"
    path.write_text(text(rows) + "".join(f"{line}\n" for line in raw), encoding="utf-8")
    return path


def whole() -> list[dict[str, str]]:
    """Six cases, and nothing odd but what they are themselves."""
    cases: tuple[Any, ...] = (ON_TIME, ON_A_SATURDAY, EXTENDED_RULE, TIME_ADDED, NEVER_CLOSED, NO_DAYS)
    return [line for number, case in enumerate(cases) for line in ordinary(case, number)]
