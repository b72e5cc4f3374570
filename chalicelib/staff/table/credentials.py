"""Credentials of staff, and all that a log-in needs of somebody."""

from __future__ import annotations

import json
from datetime import date, datetime

from chalicelib.shared.table import Write, save
from chalicelib.staff.records import Credentials, File
from chalicelib.staff.table.accounts import ACCOUNT, account, partition
from chalicelib.staff.table.items import RecordItem, fields, get, text

_CREDENTIALS = "CREDENTIALS"


class CredentialItems:
    """Credentials in the staff table."""

    def file(self, staff_no: str, today: date) -> File | None:
        needed = RecordItem.sk >= f"COVER#{today}"
        items = {item.sk: item for item in RecordItem.query(partition(staff_no), needed, consistent_read=True)}
        if ACCOUNT not in items:
            return None
        staff, credentials = account(items.pop(ACCOUNT)), _credentials(items.pop(_CREDENTIALS))
        return File(staff, credentials, tuple(dict.fromkeys(json.loads(cover.body) for cover in items.values())))

    def credentials(self, staff_no: str) -> Credentials | None:
        item = get(partition(staff_no), _CREDENTIALS)
        return _credentials(item) if item else None

    def save_credentials(self, credentials: Credentials) -> Write:
        item = RecordItem(partition(credentials.staff_no), _CREDENTIALS, body=text(credentials))
        return save(item, credentials.version)


def _credentials(item: RecordItem) -> Credentials:
    known = fields(item)
    known.update(
        set_at=datetime.fromisoformat(known["set_at"]),
        sessions_from=datetime.fromisoformat(known["sessions_from"]),
        former=tuple(known["former"]),
    )
    return Credentials(**known)
