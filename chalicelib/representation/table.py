"""The table of representation.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| organisation | `ORG#<organisation id>` | `ORG` | `ORG#org-01KAJ…` | joining, leaving, its agents' authorities |
| code | `USCC#<keyed hash>` | `USCC` | `USCC#2c26b4…` | joining |
| authorisation | `AUTH#<authorisation id>` | `AUTH` | `AUTH#01KAJ…` | one authorisation; ending it |
| grant | `GRANTEE#<keyed hash>` | `<principal>#<authorisation id>` | `GRANTEE#9f86d0…` | an authority |

| attribute | pattern | on | index `by_owner` lists |
| --- | --- | --- | --- |
| body | the record as JSON; an authorisation and its grant have the same | all but code | |
| owner_key | `REPRESENTATIVE#<person id>` | organisation | whom a person represents |
| | the principal's id | authorisation | what was given |
| | `GRANTEE#<keyed hash>` | grant | what was received |
| owner_sort | the organisation's or authorisation's id | | newest first |

The hashes are of certificate and number. A grant is written with its authorisation, always: what one says the other
says. Partitions hold what one person was given, or one thing; every item is under 2 KB.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.representation.ports import Page, Writes
from chalicelib.representation.records import Authorisation, Organisation
from chalicelib.representation.rules import Kind, Scope, State
from chalicelib.shared.acts import Chain
from chalicelib.shared.table import Item, put, put_new, save, table_name

_I = TypeVar("_I", bound=Item)


class ByOwner(GlobalSecondaryIndex["RecordItem"]):  # type: ignore[no-untyped-call]
    """What belongs to somebody."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    owner_sort = UnicodeAttribute(range_key=True)


class RepresentationItem(Item):
    """What all items of the table share: its name."""

    class Meta:
        table_name = table_name("REPRESENTATION_TABLE")


class RecordItem(RepresentationItem):
    """An organisation, an authorisation or a grant."""

    body = UnicodeAttribute()
    owner_key = UnicodeAttribute(null=True)
    owner_sort = UnicodeAttribute(null=True)
    by_owner = ByOwner()


class CodeItem(RepresentationItem):
    organisation_id = UnicodeAttribute()


class RepresentationTable:
    """`RepresentationStore` on DynamoDB."""

    def organisation(self, organisation_id: str) -> Organisation | None:
        item = _get(RecordItem, f"ORG#{organisation_id}", "ORG")
        return _organisation(item) if item else None

    def organisation_of_code(self, code_key: str) -> str | None:
        item = _get(CodeItem, f"USCC#{code_key}", "USCC")
        return item.organisation_id if item else None

    def claim_code(self, code_key: str, organisation_id: str) -> Writes:
        return (put_new(CodeItem(f"USCC#{code_key}", "USCC", organisation_id=organisation_id)),)

    def save_organisation(self, organisation: Organisation) -> Writes:
        own = organisation.organisation_id
        item = RecordItem(f"ORG#{own}", "ORG", body=_text(organisation))
        if organisation.representative:
            item.owner_key, item.owner_sort = _representative(organisation.representative), own
        return (save(item, organisation.version),)

    def represented_by(self, person_id: str, limit: int, position: dict[str, str] | None) -> Page:
        return _page(_representative(person_id), limit, position, _organisation)

    def authorisation(self, authorisation_id: str) -> Authorisation | None:
        item = _get(RecordItem, f"AUTH#{authorisation_id}", "AUTH")
        return _authorisation(item) if item else None

    def save_authorisation(self, authorisation: Authorisation) -> Writes:
        own, body = authorisation.authorisation_id, _text(authorisation)
        state = RecordItem(f"AUTH#{own}", "AUTH", body=body, owner_key=authorisation.principal, owner_sort=own)
        holder = f"GRANTEE#{authorisation.number_key}"
        grant = RecordItem(holder, f"{authorisation.principal}#{own}", body=body, owner_key=holder, owner_sort=own)
        guarded = save(state, authorisation.version)
        grant.version = state.version
        return (guarded, put(grant))

    def granted(self, number_key: str, principal_id: str) -> Iterator[Authorisation]:
        own = RecordItem.sk.startswith(f"{principal_id}#")
        return map(_authorisation, RecordItem.query(f"GRANTEE#{number_key}", own, consistent_read=True))

    def given_by(self, principal_id: str, limit: int, position: dict[str, str] | None) -> Page:
        return _page(principal_id, limit, position, _authorisation)

    def received_by(self, number_key: str, limit: int, position: dict[str, str] | None) -> Page:
        return _page(f"GRANTEE#{number_key}", limit, position, _authorisation)


def _page(owner: str, limit: int, position: dict[str, str] | None, read: Any) -> Page:
    """Newest first. A cursor holds a sort key alone, so that none reaches another's partition."""
    older = RecordItem.owner_sort < position["after"] if position else None
    found = RecordItem.by_owner.query(owner, older, scan_index_forward=False, limit=limit)
    entries = tuple(read(item) for item in found)
    more = found.last_evaluated_key
    return Page(entries, {"after": str(more["owner_sort"]["S"])} if more else None)


def _get(kind: type[_I], pk: str, sk: str) -> _I | None:
    try:
        return kind.get(pk, sk, consistent_read=True)
    except DoesNotExist:
        return None


def _representative(person_id: str) -> str:
    return f"REPRESENTATIVE#{person_id}"


def _text(record: Organisation | Authorisation) -> str:
    return json.dumps({**record._asdict(), "version": None}, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value.isoformat()


def _organisation(item: RecordItem) -> Organisation:
    body = json.loads(item.body)
    return Organisation(**{**body, "chain": Chain(*body["chain"]), "version": int(item.version or 0)})


def _authorisation(item: RecordItem) -> Authorisation:
    body = json.loads(item.body)
    body.update(
        kind=Kind(body["kind"]),
        scope=frozenset(map(Scope, body["scope"])),
        items=None if body["items"] is None else frozenset(body["items"]),
        ends_on=date.fromisoformat(body["ends_on"]),
        state=State(body["state"]),
        chain=Chain(*body["chain"]),
        version=int(item.version or 0),
    )
    return Authorisation(**body)
