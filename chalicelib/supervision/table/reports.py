"""The table of statistics: reports that were issued.

| pk | sk | attributes | read by |
| --- | --- | --- | --- |
| `REPORT#<month>` | `ISSUED` | issued_at, sha256, sheets (SHA-256 by part, JSON), seq, head | readers |
"""

from __future__ import annotations

import json

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.shared.table import Item, Write, put_new, table_name
from chalicelib.supervision.reports.ports import Issued

_SORT = "ISSUED"


class ReportItem(Item):
    """One report."""

    class Meta:
        table_name = table_name("STATISTICS_TABLE")

    issued_at = UnicodeAttribute()
    sha256 = UnicodeAttribute()
    sheets = UnicodeAttribute()
    seq = NumberAttribute()
    head = UnicodeAttribute()


class ReportTable:
    """`Reports` on DynamoDB."""

    def issued(self, month: str) -> Issued | None:
        """The month's report; None if it was not issued."""
        try:
            item = ReportItem.get(f"REPORT#{month}", _SORT, consistent_read=True)
        except ReportItem.DoesNotExist:
            return None
        return Issued(month, item.issued_at, item.sha256, json.loads(item.sheets), int(item.seq), item.head)

    def save(self, issued: Issued) -> tuple[Write, ...]:
        """Write it; if there is one already, the change is decided anew."""
        item = ReportItem(pk=f"REPORT#{issued.month}", sk=_SORT, issued_at=issued.issued_at, sha256=issued.sha256)
        item.sheets, item.seq, item.head = json.dumps(issued.sheets), issued.seq, issued.head
        return (put_new(item),)
