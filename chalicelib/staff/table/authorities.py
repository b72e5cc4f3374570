"""签发授权: what each chief representative may sign, an item for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chalicelib.shared.table import Write, save
from chalicelib.staff.authority import SigningAuthorities, SigningAuthority, SigningPower
from chalicelib.staff.table.accounts import partition
from chalicelib.staff.table.items import RecordItem, fields, get, get_all, text

_AUTHORITIES = "AUTHORITIES"  # before COVER: no log-in reads it


class AuthorityItems:
    """Signing authorities in the staff table."""

    def authorities(self, staff_no: str) -> SigningAuthorities:
        item = get(partition(staff_no), _AUTHORITIES)
        return _authorities(item) if item else SigningAuthorities(staff_no)

    def several_authorities(self, staff_nos: Iterable[str]) -> Mapping[str, SigningAuthorities]:
        found = map(_authorities, get_all((partition(staff_no), _AUTHORITIES) for staff_no in staff_nos))
        return {one.staff_no: one for one in found}

    def save_authorities(self, authorities: SigningAuthorities) -> Write:
        item = RecordItem(partition(authorities.staff_no), _AUTHORITIES, body=text(authorities))
        return save(item, authorities.version)


def _authorities(item: RecordItem) -> SigningAuthorities:
    known = fields(item)
    return SigningAuthorities(**{**known, "authorities": tuple(map(_authority, known["authorities"]))})


def _authority(known: list[Any]) -> SigningAuthority:
    one = SigningAuthority(*known)
    return one._replace(
        divisions=tuple(one.divisions),
        item_codes=tuple(one.item_codes),
        powers=frozenset(map(SigningPower, one.powers)),
        from_on=date.fromisoformat(str(one.from_on)),
        until_on=date.fromisoformat(str(one.until_on)),
        revoked_on=date.fromisoformat(str(one.revoked_on)) if one.revoked_on else None,
    )
