"""The configuration documents in the configuration table.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk / sk | `IN_FORCE` / `LEDGER` | | release, chain and shelves; changed with every act |
| | `IN_FORCE` / `DOCUMENT#<document>` | `DOCUMENT#intake` | content in force; one query reads all of them |
| | `DOCUMENT#<document>` / `EDITION#<number>` | `EDITION#000002` | one edition, whatever its stage |
| | `DOCUMENT#<document>` / `RELEASE#<release>` | `RELEASE#00000007` | the edition that a release put in force |
| body | the record as JSON | `{"release":3,…` | |

What is long and seldom asked for (`apart`) has its number alone in `IN_FORCE`, its content in its edition.
`IN_FORCE` is bounded by the number of kinds of documents: some kilobytes.
"""

from __future__ import annotations

import json
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib.configuration.ports import InForce, Ledger, StoredEdition, Writes
from chalicelib.shared.publishing import Edition, Shelf, Stage
from chalicelib.shared.table import Item, Write, put, save, table_name

_IN_FORCE = "IN_FORCE"
_LEDGER = "LEDGER"
_DOCUMENT = "DOCUMENT#"


class ConfigurationItem(Item):
    """Any item of the configuration documents."""

    class Meta:
        table_name = table_name("CONFIGURATION_TABLE")

    body = UnicodeAttribute()


class ConfigurationTable:
    """`ConfigurationStore` on DynamoDB."""

    def in_force(self) -> InForce:
        items = {item.sk: json.loads(item.body) for item in ConfigurationItem.query(_IN_FORCE)}
        release = items.pop(_LEDGER, {"release": 0})["release"]
        bodies = {sk.removeprefix(_DOCUMENT): body for sk, body in items.items()}
        contents = {name: body["content"] for name, body in bodies.items()}
        return InForce(release, contents, {name: body["number"] for name, body in bodies.items()})

    def ledger(self) -> Ledger:
        try:
            item = ConfigurationItem.get(_IN_FORCE, _LEDGER, consistent_read=True)
        except ConfigurationItem.DoesNotExist:
            return Ledger()
        body = json.loads(item.body)
        shelves = {name: Shelf(**shelf) for name, shelf in body.pop("shelves").items()}
        return Ledger(**body, shelves=shelves, version=int(item.version))

    def edition(self, document: str, number: int) -> StoredEdition | None:
        try:
            item = ConfigurationItem.get(_DOCUMENT + document, _edition_key(number), consistent_read=True)
        except ConfigurationItem.DoesNotExist:
            return None
        body = json.loads(item.body)
        return StoredEdition(document, _edition(body["edition"]), body["content"], int(item.version))

    def number_as_of(self, document: str, release: int) -> int | None:
        between = ConfigurationItem.sk.between(_release_key(0), _release_key(release))
        found = ConfigurationItem.query(
            _DOCUMENT + document, between, scan_index_forward=False, limit=1, consistent_read=True
        )
        return next((json.loads(item.body)["number"] for item in found), None)

    def note_release(self, document: str, release: int, number: int | None) -> Writes:
        return (put(_item(_DOCUMENT + document, _release_key(release), {"number": number})),)

    def save_ledger(self, before: Ledger, after: Ledger) -> Writes:
        body = {"release": after.release, "seq": after.seq, "head": after.head}
        shelves = {name: shelf._asdict() for name, shelf in after.shelves.items()}
        return (save(_item(_IN_FORCE, _LEDGER, {**body, "shelves": shelves}), before.version),)

    def save_edition(self, stored: StoredEdition) -> Writes:
        key = _edition_key(stored.edition.number)
        return (save(_item(_DOCUMENT + stored.document, key, _body(stored)), stored.version),)

    def put_in_force(self, stored: StoredEdition) -> Writes:
        body = {"number": stored.edition.number, "content": dict(stored.content)}
        return (put(_item(_IN_FORCE, _DOCUMENT + stored.document, body)),)

    def remove_from_force(self, document: str) -> Writes:
        return (Write("delete", _item(_IN_FORCE, _DOCUMENT + document, {}), None),)


def _item(pk: str, sk: str, body: dict[str, Any]) -> ConfigurationItem:
    return ConfigurationItem(pk=pk, sk=sk, body=json.dumps(body, ensure_ascii=False, separators=(",", ":")))


def _edition_key(number: int) -> str:
    return f"EDITION#{number:06d}"


def _release_key(release: int) -> str:
    return f"RELEASE#{release:08d}"


def _body(stored: StoredEdition) -> dict[str, Any]:
    return {"edition": stored.edition._asdict(), "content": dict(stored.content)}


def _edition(body: dict[str, Any]) -> Edition:
    return Edition(**{**body, "stage": Stage(body["stage"]), "authors": tuple(body["authors"])})
