"""Reports of recomputations on DynamoDB."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby, islice
from zlib import crc32

from chalicelib.enforcement.ports import AlreadyReported, Report, Row
from chalicelib.enforcement.rules import Shift
from chalicelib.enforcement.table.items import BeforeItem, ReportItem, RowItem
from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.table import Write, put, put_new

_SLICES = 8
_ALL = "RECOMPUTATIONS"
_STATE, _COUNT, _ROW = "STATE", "COUNT#", "ROW#"
_EACH = _SLICES + 1  # items of a report
_DIGITS = 9
_BEFORE, _REPORTED = "BEFORE", "REPORTED"
_REMEMBERED = timedelta(days=90)
"""How long what stood before is kept, so that no message that comes again counts a subject twice."""


class ReportTable:
    """A `ReportStore`. A subject is counted in one of a few slices, so that those who count seldom meet."""

    def __init__(self, wall: Clock) -> None:
        self._wall = wall

    def begin(self, release: int, begun_at: str) -> tuple[Write, ...]:
        """The writes that begin a report, if there is none."""
        return (put_new(ReportItem(pk=_ALL, sk=_listed(release) + _STATE, begun_at=begun_at)),)

    def all_asked(self, release: int) -> tuple[Write, ...]:
        """The writes that say that every open subject was asked for."""
        item = ReportItem(pk=_ALL, sk=_listed(release) + _STATE)
        return (Write("update", item, None, actions=(ReportItem.all_asked.set(True),)),)

    def before(self, release: int, subject: str) -> Mapping[str, str | None] | None:
        """The last days of a subject when it was first looked at; None if it was not."""
        try:
            item = BeforeItem.get(_own(release, subject), _BEFORE, consistent_read=True)
        except BeforeItem.DoesNotExist:
            return None
        days: dict[str, str | None] = json.loads(item.days or "{}")
        return days

    def remember(self, release: int, subject: str, days: Mapping[str, str | None]) -> tuple[Write, ...]:
        """The writes that keep them, once."""
        text = json.dumps(days, separators=(",", ":"), sort_keys=True)
        return (put_new(self._going(BeforeItem(pk=_own(release, subject), sk=_BEFORE, days=text))),)

    def enter(self, release: int, subject: str, moved: Sequence[Shift]) -> tuple[Write, ...]:
        """The writes that count a subject and enter what moved; they refuse with `AlreadyReported`."""
        guard = put_new(self._going(BeforeItem(pk=_own(release, subject), sk=_REPORTED)), AlreadyReported)
        count = ReportItem(pk=_ALL, sk=f"{_listed(release)}{_COUNT}{crc32(subject.encode()) % _SLICES}")
        added = (ReportItem.looked_at.add(1), ReportItem.moved.add(len(moved)))
        rows = (put(_row(release, subject, shift)) for shift in moved)
        return (guard, Write("update", count, None, actions=added), *rows)

    def report(self, release: int) -> Report | None:
        """A report's counts, read consistently."""
        found = ReportItem.query(_ALL, ReportItem.sk.startswith(_listed(release)), consistent_read=True)
        return next((report for _, report in _reports(found)), None)

    def reports(self, limit: int, before: int | None) -> list[tuple[int, Report]]:
        """Up to `limit` reports by release, newest first; those before a release."""
        older = None if before is None else ReportItem.sk < _listed(before)
        found = ReportItem.query(_ALL, older, scan_index_forward=False, page_size=limit * _EACH + 1)
        return list(islice(_reports(found), limit))

    def rows(self, release: int, limit: int, after: str | None) -> tuple[list[Row], str | None]:
        """A page of rows by subject, and where it goes on."""
        pk = _pk(release)
        start = {"pk": {"S": pk}, "sk": {"S": _ROW + after}} if after else None
        found = RowItem.query(pk, RowItem.sk.startswith(_ROW), limit=limit, last_evaluated_key=start)
        rows = list(map(_read, found))
        last = found.last_evaluated_key
        return rows, last["sk"]["S"].removeprefix(_ROW) if last else None

    def _going(self, item: BeforeItem) -> BeforeItem:
        item.expires_at = epoch(self._wall.now() + _REMEMBERED)
        return item


def _reports(items: Iterable[ReportItem]) -> Iterator[tuple[int, Report]]:
    """A subject that came late is counted under a release that brought no calendar: that is no report."""
    for release, parts in groupby(items, lambda each: int(each.sk[:_DIGITS])):
        if report := _report(list(parts)):
            yield release, report


def _report(parts: Sequence[ReportItem]) -> Report | None:
    state = next((each for each in parts if each.sk.endswith(_STATE)), None)
    if state is None:
        return None
    looked_at, moved = (sum(int(getattr(each, name) or 0) for each in parts) for name in ("looked_at", "moved"))
    return Report(state.begun_at or "", bool(state.all_asked), looked_at, moved)


def _listed(release: int) -> str:
    return f"{release:0{_DIGITS}d}#"


def _pk(release: int) -> str:
    return f"RECOMPUTATION#{release}"


def _own(release: int, subject: str) -> str:
    return f"RECOMPUTED#{release}#{subject}"


def _row(release: int, subject: str, shift: Shift) -> RowItem:
    item = RowItem(pk=_pk(release), sk=f"{_ROW}{subject}#{shift.name}")
    item.before, item.after = shift.before, shift.after
    return item


def _read(item: RowItem) -> Row:
    subject, _, name = item.sk.removeprefix(_ROW).rpartition("#")
    return Row(subject, Shift(name, item.before, item.after))
