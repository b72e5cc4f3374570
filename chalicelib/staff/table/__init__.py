"""The staff table, a module for each kind of thing in it.

| item | pk | sk | index `by_owner` | read by |
| --- | --- | --- | --- | --- |
| account | `STAFF#<staff no>` | `STAFF` | `STAFF`: `<state>#<staff no>` | log-in, refresh; all staff |
| credentials | `STAFF#<staff no>` | `CREDENTIALS` | | log-in, refresh |
| cover | `STAFF#<staff no>` | `COVER#<until on>#<stand-in id>` | | log-in, refresh: whose work they do |
| signing authorities | `STAFF#<staff no>` | `AUTHORITIES` | | who signs a decision |
| belonging | `STAFF#<staff no>` | `BELONGS#<department>` | `DEPARTMENT#<code>`: `<staff no>` | a department's staff |
| department | `DEPARTMENT#<code>` | `DEPARTMENT` | `DEPARTMENT`: `<code>` | log-in, refresh of who holds a post there |
| administrators | `ADMINISTRATORS` | `ADMINISTRATORS` | | whoever makes or unmakes an administrator |

Each holds its record as JSON in `body`. Sort keys are such that one Query from `COVER#<today>` on reads what a log-in
needs of somebody and nothing else. Names, reasons and seeds are sealed. The two lists are as long as there are staff
and departments in a city. An account is under 4 KB, credentials are under 3 KB, a department of 40 posts under 12 KB.

Readers by key are consistent: what they tell is what the next change is decided on. Lists follow within moments.
"""

from __future__ import annotations

from chalicelib.staff.table.accounts import AccountItems
from chalicelib.staff.table.authorities import AuthorityItems
from chalicelib.staff.table.credentials import CredentialItems
from chalicelib.staff.table.departments import DepartmentItems

__all__ = ["StaffTable"]


class StaffTable(AccountItems, AuthorityItems, CredentialItems, DepartmentItems):
    """`StaffStore` on DynamoDB."""
