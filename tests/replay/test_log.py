"""Reading: every line by itself, and none lost."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from infra.replay.log import Event, LogUnreadable, Refused, read
from tests.replay.logs import COLUMNS, ON_TIME, row, saved, text, whole


def _refusals(path: Path) -> dict[int, str]:
    return {line.line: line.reason for line in read(path) if isinstance(line, Refused)}


def test_every_line_is_an_event_or_a_refusal(tmp_path: Path) -> None:
    rows = whole()
    read_lines = list(read(saved(tmp_path, rows, "x,y", "")))
    assert [line.line for line in read_lines] == list(range(2, len(rows) + 4))
    assert sum(isinstance(line, Event) for line in read_lines) == len(rows)


def test_packed_or_not_is_the_same(tmp_path: Path) -> None:
    packed = tmp_path / "log"
    packed.write_bytes(gzip.compress(text(whole()).encode()))
    assert list(read(packed)) == list(read(saved(tmp_path, whole())))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"ts": "yesterday"}, "instant_unreadable"),
        ({"ts": "12/10/2010 09:15"}, "instant_unreadable"),
        ({"end": "2010-13-01T00:00:00+01:00"}, "instant_unreadable"),
        ({"start": ""}, "value_missing"),
        ({"case_id": ""}, "value_missing"),
        ({"task_instance": " "}, "value_missing"),
        ({"activity": ""}, "value_missing"),
        ({"activity": "x" * 501}, "value_too_long"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, changed: dict[str, str], reason: str) -> None:
    good = row(ON_TIME, "t-1", "2010-10-12T09:15:30+02:00")
    assert _refusals(saved(tmp_path, [good, {**good, **changed}, good])) == {3: reason}


def test_a_broken_line_spoils_no_other(tmp_path: Path) -> None:
    path = saved(tmp_path, whole(), '"never closed,1,2', "too,few", "," * len(COLUMNS))
    with path.open("ab") as log:
        log.write(b"\xff\xfe\x00 not text\n" + text(whole()).encode().split(b"\n", 1)[1])
    broken = range(len(whole()) + 2, len(whole()) + 6)
    assert _refusals(path) == dict.fromkeys(broken, "line_malformed")


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("\ufeff" + text(whole(), tuple(reversed(COLUMNS))), encoding="utf-8")
    assert list(read(path)) == list(read(saved(tmp_path / ".", whole())))


def test_columns_are_found_however_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "shouted.csv"
    header, rest = text(whole()).split("\n", 1)
    path.write_text(header.upper().replace(",", ", ") + "\r\n" + rest, encoding="utf-8")
    assert list(read(path)) == list(read(saved(tmp_path, whole())))


def test_a_column_told_twice_is_no_column(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(text(whole()).replace("channel", "case_id", 1), encoding="utf-8")
    with pytest.raises(LogUnreadable, match="more than one column case_id"):
        list(read(path))


@pytest.mark.parametrize("written", ["2010-10-12T09:15:30", "2010-10-12 09:15:30", "2010-10-12T09:15:30+08:00"])
def test_an_instant_without_an_offset_is_what_the_offices_clock_showed(tmp_path: Path, written: str) -> None:
    (event,) = read(saved(tmp_path, [row(ON_TIME, "t-1", written)]))
    assert isinstance(event, Event)
    assert event.ts.isoformat() == "2010-10-12T09:15:30+08:00"


def test_another_file_is_no_log(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    for content, said in (
        (b"", "is empty"),
        (b"case_id;start\n", "'case_id;start'"),
        (b"\x1f\x8b\x08broken", "log.csv"),
    ):
        path.write_bytes(content)
        with pytest.raises(LogUnreadable, match=said):
            list(read(path))


def test_a_log_that_is_broken_off_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(text(whole()).encode())[:-12])
    with pytest.raises(LogUnreadable):
        list(read(path))
    spoiled = bytearray(gzip.compress(text(whole()).encode()))
    spoiled[40:60] = b"\xff" * 20
    path.write_bytes(spoiled)
    with pytest.raises(LogUnreadable):
        list(read(path))
    with pytest.raises(LogUnreadable):
        list(read(tmp_path / "nowhere.csv"))
