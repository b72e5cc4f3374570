"""What a new calendar moved, for supervisors of the whole city."""

from __future__ import annotations

import re
from typing import Any

from chalicelib.enforcement.ports import ReportStore, Row
from chalicelib.shared.access import Caller
from chalicelib.shared.divisions import LEVEL_DIGITS, stem
from chalicelib.shared.errors import Malformed, NotFound
from chalicelib.shared.paging import decode_cursor, encode_cursor

_RELEASE = re.compile("[0-9]{1,9}")
_CITY = LEVEL_DIGITS[1]


class Reporting:
    """Reads reports of recomputations."""

    def __init__(self, reports: ReportStore) -> None:
        self._reports = reports

    def newest(self, limit: int, cursor: str | None, caller: Caller) -> dict[str, Any]:
        """A page of recomputations with their counts, newest first, for whoever may read one.

        Raises NotFound `recomputation_not_found`, Malformed `cursor_invalid`.
        """
        _require_whole_city(caller)
        found = self._reports.reports(limit + 1, _before(cursor))
        page = [{"release": release, **report._asdict()} for release, report in found[:limit]]
        goes_on = len(found) > limit
        return {
            "recomputations": page,
            "next_cursor": encode_cursor({"after": str(page[-1]["release"])} if goes_on else None),
        }

    def read(self, asked: str, limit: int, cursor: str | None, caller: Caller) -> dict[str, Any]:
        """Counts and a page of rows: city-wide figures, for posts over a whole city.

        Raises NotFound `recomputation_not_found`, Malformed `cursor_invalid`.
        """
        _require_whole_city(caller)
        release = int(asked) if _RELEASE.fullmatch(asked) else 0
        report = self._reports.report(release)
        if report is None:
            raise NotFound("recomputation_not_found")
        position = decode_cursor(cursor)
        rows, after = self._reports.rows(release, limit, position["after"] if position else None)
        return {
            "release": release,
            **report._asdict(),
            "rows": list(map(_shown, rows)),
            "next_cursor": encode_cursor({"after": after} if after else None),
        }


def _before(cursor: str | None) -> int | None:
    position = decode_cursor(cursor)
    if position is None:
        return None
    if not _RELEASE.fullmatch(position["after"]):
        raise Malformed("cursor_invalid")
    return int(position["after"])


def _require_whole_city(caller: Caller) -> None:
    area, department = _widest(caller)
    caller.require_reach("recomputation_not_found", division=area, department=department)


def _widest(caller: Caller) -> tuple[str, str]:
    """A city or more that one of the posts is for, and a department of it; nothing if none is."""
    wide = ((area, post) for post in caller.serving for area in post.divisions if len(stem(area)) <= _CITY)
    return next(((area, department) for area, post in wide for department in post.departments), ("", ""))


def _shown(row: Row) -> dict[str, Any]:
    return {"subject": row.subject, **row.shift._asdict()}
