"""The table of windows.

| item | pk | sk | attributes | read by |
| --- | --- | --- | --- | --- |
| windows of a division | `DIVISION#<division code>` | `WINDOWS` | body, seq, head | who serves an item, who accepts |
| seat | `STAFF#<staff no>` | `<division code>` | nothing | one's own windows |

`body` is a JSON list of all windows of the division, `seq` and `head` say where the chain `window#<division code>`
stands. A window is 400 to 900 bytes, a division's item at most 100 KB.
"""

from __future__ import annotations

from collections.abc import Sequence

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.shared.acts import Chain
from chalicelib.shared.table import Item, delete_if_there, put, save, table_name
from chalicelib.windows.encoding import text, windows_in
from chalicelib.windows.ports import DivisionWindows, Writes, no_windows
from chalicelib.windows.rules import Window

_SORT = "WINDOWS"


class WindowsItem(Item):
    """The windows of a division, or a seat."""

    class Meta:
        table_name = table_name("WINDOWS_TABLE")

    body = UnicodeAttribute(null=True)
    seq = NumberAttribute(null=True)
    head = UnicodeAttribute(null=True)


class WindowTable:
    """`WindowStore` on DynamoDB."""

    def windows(self, division_code: str) -> DivisionWindows:
        nothing = no_windows(division_code)
        try:
            item = WindowsItem.get(_division(division_code), _SORT, consistent_read=True)
        except WindowsItem.DoesNotExist:
            return nothing
        chain = Chain(nothing.chain.subject, int(item.seq), item.head)
        return DivisionWindows(division_code, chain, windows_in(item.body), int(item.version))

    def of(self, division_codes: Sequence[str]) -> tuple[Window, ...]:
        keys = [(_division(code), _SORT) for code in dict.fromkeys(division_codes)]
        found = WindowsItem.batch_get(keys) if keys else ()
        return tuple(window for item in found for window in windows_in(item.body))

    def divisions_of(self, staff_no: str) -> tuple[str, ...]:
        return tuple(item.sk for item in WindowsItem.query(_staff(staff_no)))

    def save(self, before: DivisionWindows, after: DivisionWindows) -> Writes:
        code = after.division_code
        item = WindowsItem(_division(code), _SORT, body=text(after.windows), seq=after.chain.seq, head=after.chain.head)
        came = (put(WindowsItem(_staff(number), code)) for number in sorted(after.seated - before.seated))
        left = (delete_if_there(WindowsItem(_staff(number), code)) for number in sorted(before.seated - after.seated))
        return (save(item, before.version), *came, *left)


def _division(code: str) -> str:
    return f"DIVISION#{code}"


def _staff(staff_no: str) -> str:
    return f"STAFF#{staff_no}"
