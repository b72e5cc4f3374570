"""Openings of persons' data by staff.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| opening | `ACCESS#<person id>` | `<instant>#<act id>` | `2026-11-21T01:00:00.000Z#01KAJ…` | that person |
| | index `by_owner`: `READER#<staff no>#<month>` | the same | `READER#W0001#2026-11` | an auditor |

It is written with its act and never again: it repeats the act under keys by which a person and a reader are found. The
month is the civil month of the instant, so a search by dates knows where to look. A person's partition is bounded by
their cases, a reader's by the month. Lists need not be consistent: nothing is decided on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pynamodb.attributes import ListAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.identity.access_log.openings import Opening
from chalicelib.identity.access_log.spans import Span, month_of
from chalicelib.identity.table.items import IdentityItem
from chalicelib.identity.table.readers import Readers
from chalicelib.shared.table import Write, put_new

_PREFIX = "ACCESS#"
_FILTERED_AT_ONCE = 1000


class ByReader(GlobalSecondaryIndex["OpeningItem"]):  # type: ignore[no-untyped-call]
    """What a reader opened in a month."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    owner_sort = UnicodeAttribute(range_key=True)


class OpeningItem(IdentityItem):
    staff_no = UnicodeAttribute()
    on_behalf_of = UnicodeAttribute(null=True)
    departments = ListAttribute[Any]()
    why = UnicodeAttribute()
    what = UnicodeAttribute()
    case_no = UnicodeAttribute(null=True)
    owner_key = UnicodeAttribute()
    owner_sort = UnicodeAttribute()
    by_reader = ByReader()


class Openings:
    """Openings in the identity table."""

    def add_opening(self, opening: Opening) -> Write:
        item = OpeningItem(_PREFIX + opening.person_id, opening.sort, **_said(opening))
        item.owner_key, item.owner_sort = _reader(opening.staff_no, month_of(opening.opened_at)), opening.sort
        return put_new(item)

    def openings_of(self, person_id: str, span: Span, wanted: int, reader: str | None = None) -> Iterator[Opening]:
        if span.oldest > span.newest:
            return
        found = OpeningItem.query(
            _PREFIX + person_id,
            OpeningItem.sk.between(*span),
            OpeningItem.staff_no == reader if reader else None,
            scan_index_forward=False,
            limit=wanted,
            page_size=_FILTERED_AT_ONCE if reader else None,
        )
        yield from map(_opening, found)

    def openings_by(self, reader: str, month: str, span: Span, wanted: int) -> Iterator[Opening]:
        if span.oldest > span.newest:
            return
        found = OpeningItem.by_reader.query(
            _reader(reader, month), OpeningItem.owner_sort.between(*span), scan_index_forward=False, limit=wanted
        )
        yield from map(_opening, found)


class AccessTable(Readers, Openings):
    """`AccessStore` on the identity table."""


def _reader(staff_no: str, month: str) -> str:
    return f"READER#{staff_no}#{month}"


def _said(opening: Opening) -> dict[str, Any]:
    return {
        "staff_no": opening.staff_no,
        "on_behalf_of": opening.on_behalf_of,
        "departments": list(opening.departments),
        "why": opening.why,
        "what": opening.what,
        "case_no": opening.case_no,
    }


def _opening(item: OpeningItem) -> Opening:
    opened_at, _, act_id = item.sk.partition("#")
    return Opening(
        act_id=act_id,
        opened_at=opened_at,
        person_id=item.pk.removeprefix(_PREFIX),
        staff_no=item.staff_no,
        on_behalf_of=item.on_behalf_of,
        departments=tuple(item.departments),
        why=item.why,
        what=item.what,
        case_no=item.case_no,
    )
