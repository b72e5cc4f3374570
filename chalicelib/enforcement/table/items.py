"""The items of the table of deadlines, and its index.

| item | pk | sk | due_key | due_sort |
| --- | --- | --- | --- | --- |
| deadline | the subject, `case#01KA…` | `DEADLINE#<name>` | `DUE#<month>#<shard>` | `<next_at>#<subject>#<name>` |
| subject | | `STANDING` | `OPEN#<shard>`, `PROVISIONAL#<shard>` | the subject |
| look | `SWEEP` | `LOOK` | | |
| report | `RECOMPUTATIONS` | `<release, 9 digits>#STATE` | | |
| its counts | | `<release, 9 digits>#COUNT#<slice>` | | |
| a day that moved | `RECOMPUTATION#<release>` | `ROW#<subject>#<name>` | | |
| what stood before | `RECOMPUTED#<release>#<subject>` | `BEFORE` | | |
| looked at | | `REPORTED` | | |

The shard is CRC-32 of the subject modulo 8. A deadline with nothing to be done about it lies in no bucket.
"""

from __future__ import annotations

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.shared.table import Item, table_name


class ByDue(GlobalSecondaryIndex["DeadlineItem"]):  # type: ignore[no-untyped-call]
    """Deadlines by when something is to be done, and the subjects that have any."""

    class Meta:
        index_name = "by_due"
        projection = KeysOnlyProjection()

    due_key = UnicodeAttribute(hash_key=True)
    due_sort = UnicodeAttribute(range_key=True)


class EnforcementItem(Item):
    """What all items of the table share."""

    class Meta:
        table_name = table_name("DEADLINES_TABLE")


class DeadlineItem(EnforcementItem):
    """A deadline, or what is known of its subject: as of which act."""

    due_key = UnicodeAttribute(null=True)
    due_sort = UnicodeAttribute(null=True)
    due_on = UnicodeAttribute(null=True)
    next_at = UnicodeAttribute(null=True)
    provisional = BooleanAttribute(null=True)
    seq = NumberAttribute(null=True)
    by_due = ByDue()


class LookItem(EnforcementItem):
    """How far back the sweep has to look."""

    first = UnicodeAttribute()
    whole_on = UnicodeAttribute()


class ReportItem(EnforcementItem):
    """A recomputation; or, of a slice of its subjects, how many were looked at and how many days moved."""

    begun_at = UnicodeAttribute(null=True)
    all_asked = BooleanAttribute(null=True)
    looked_at = NumberAttribute(null=True)
    moved = NumberAttribute(null=True)


class RowItem(EnforcementItem):
    """A last day that moved."""

    before = UnicodeAttribute(null=True)
    after = UnicodeAttribute(null=True)


class BeforeItem(EnforcementItem):
    """The last days of a subject when it was first looked at; or that it is in the report."""

    days = UnicodeAttribute(null=True)
