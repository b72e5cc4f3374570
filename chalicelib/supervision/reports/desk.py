"""The use cases of monthly reports: issue one for good, and read it, or how a month stands that has none yet."""

from __future__ import annotations

import json
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from chalicelib.shared.access import Caller, system
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.supervision import acts
from chalicelib.supervision.ports import City, Counters, ItemCounters
from chalicelib.supervision.reach import WHOLE, scope_of
from chalicelib.supervision.reports.material import Material, by_place, days_of, read, written
from chalicelib.supervision.reports.ports import Documents, Issued, Problems, Reports
from chalicelib.supervision.reports.sheets import PARTS, sheet
from chalicelib.supervision.reports.views import view

BY = system("monthly_report")
_DAY = timedelta(days=1)


class Gathering:
    """Gathers what a month's report is made of."""

    def __init__(self, counters: Counters, items: ItemCounters, city: City, problems: Problems) -> None:
        self._counters = counters
        self._items = items
        self._problems = problems
        self.city = city

    def material(self, month: str, first: date, last: date) -> Material:
        """Of a month that has begun; items are as they are published now."""
        days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
        places = by_place(self._counters.entered(days, None))
        items = tuple(sorted(pair for pair in self._items.totals() if pair[1].items))
        working_days = self.city.working_days(first - _DAY, min(last, self.city.today()))
        problems = tuple(self._problems.of_month(month))
        return Material(month, places, items, problems, working_days, self.city.month_working_days())


class ReportDesk:
    """Issues reports, and shows them."""

    def __init__(
        self, gathering: Gathering, reports: Reports, documents: Documents, recorder: Recorder, committer: Committer
    ) -> None:
        self._gathering = gathering
        self._reports = reports
        self._documents = documents
        self._recorder = recorder
        self._committer = committer

    def issue(self, month: str) -> Issued:
        """Issue the report of a month that is over; once it is issued, it is what it is.

        Raises RuleViolation `month_not_over`, NotFound `report_not_found` for what is no month.
        """
        first, last = self._days(month)
        if last >= self._gathering.city.today():
            raise RuleViolation("month_not_over")
        found = self._reports.issued(month)
        if found is None:
            self._record(self._stored(self._gathering.material(month, first, last)))
        return found or self._standing(month)

    def report(self, month: str, caller: Caller, division: str | None, department: str | None) -> dict[str, Any]:
        """The report within the caller's reach; as it stands now, `issued_at` None, before it is issued.

        Raises NotFound `report_not_found` for a month that has not begun, `division_not_found` beyond one's reach.
        """
        scope = scope_of(caller, division, department)
        first, last = self._days(month)
        issued = self._reports.issued(month)
        told = {"issued_at": issued.issued_at, "sha256": issued.sha256} if issued else {}
        if issued is None:
            return {**view(self._gathering.material(month, first, last), scope), "issued_at": None, "sha256": None}
        document = json.loads(self._read(_key(month, issued.sha256, "json")))
        shown = document["report"] if scope.whole else view(read(document["material"]), scope)
        return {**shown, **told}

    def file(self, month: str, part: str, caller: Caller, scope_to: tuple[str | None, str | None]) -> str:
        """One part of the report as CSV; to whoever sees the whole city, as it was issued. Raises as `report`."""
        issued = self._reports.issued(month) if self._whole(caller, *scope_to) else None
        if issued and days_of(month):
            return self._read(_key(month, issued.sheets[part], "csv")).decode()
        return sheet(self.report(month, caller, *scope_to), part)

    def _whole(self, caller: Caller, division: str | None, department: str | None) -> bool:
        return scope_of(caller, division, department).whole

    def _days(self, month: str) -> tuple[date, date]:
        days = days_of(month)
        if days is None or days[0] > self._gathering.city.today():
            raise NotFound("report_not_found")
        return days

    def _stored(self, material: Material) -> Issued:
        """The documents, each under its own digest: whoever else writes them at the same moment disturbs nothing."""
        report = view(material, WHOLE)
        document = {"report": report, "material": written(material)}
        data = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        sheets = {part: self._put(material.month, sheet(report, part).encode(), "csv") for part in PARTS}
        digest = self._put(material.month, data, "json")
        return Issued(material.month, rfc3339(self._recorder.law_now()), digest, sheets)

    def _put(self, month: str, data: bytes, kind: str) -> str:
        digest = sha256(data).hexdigest()
        self._documents.write(_key(month, digest, kind), data, _TYPES[kind])
        return digest

    def _record(self, issued: Issued) -> None:
        def change() -> Change:
            if self._reports.issued(issued.month):
                return Change()
            told: dict[str, object] = {"month": issued.month, "sha256": issued.sha256, "sheets": dict(issued.sheets)}
            act = self._recorder.next(issued.chain, acts.REPORT_ISSUED, BY, told)
            return Change(self._reports.save(issued._replace(seq=act.seq, head=act.hash)), (act,))

        self._committer.commit(change, None)

    def _standing(self, month: str) -> Issued:
        found = self._reports.issued(month)
        if found is None:
            raise LookupError(f"the report of {month} was written and is not there")
        return found

    def _read(self, key: str) -> bytes:
        data = self._documents.read(key)
        if data is None:
            raise LookupError(f"{key} was issued and is not there")
        return data


_TYPES = {"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8"}


def _key(month: str, digest: str, kind: str) -> str:
    return f"reports/{month}/{digest}.{kind}"
