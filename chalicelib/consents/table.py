"""The table of consents.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk | `PERSON#<person id>` | `PERSON#01KAJ5…` | whether a purpose was agreed to; the person's own list |
| sk | `CONSENTS` | | |
| body | the consents by purpose, JSON | `{"prefill":{"wording_version":0,…}}` | |
| seq, head | where the chain `consent#<person id>` stands | `2`, `9f86d0…` | the next act |

One item holds all purposes of a person, under 1 KB; what was said before is in the acts. It is never deleted: whoever
uses data has to be able to show the consent (个人信息保护法第六十九条).
"""

from __future__ import annotations

import json

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.consents.ports import PersonConsents, nothing_said
from chalicelib.consents.rules import Consent
from chalicelib.shared.acts import Chain
from chalicelib.shared.table import Item, Write, save, table_name

_SORT = "CONSENTS"


class ConsentsItem(Item):
    """All consents of one person."""

    class Meta:
        table_name = table_name("CONSENTS_TABLE")

    body = UnicodeAttribute()
    seq = NumberAttribute()
    head = UnicodeAttribute()


class ConsentsTable:
    """`ConsentStore` on DynamoDB."""

    def consents(self, person_id: str) -> PersonConsents:
        nothing = nothing_said(person_id)
        try:
            item = ConsentsItem.get(_key(person_id), _SORT, consistent_read=True)
        except ConsentsItem.DoesNotExist:
            return nothing
        held = {purpose: Consent(**said) for purpose, said in json.loads(item.body).items()}
        chain = Chain(nothing.chain.subject, int(item.seq), item.head)
        return PersonConsents(person_id, chain, held, int(item.version))

    def save(self, consents: PersonConsents) -> Write:
        body = json.dumps({str(purpose): said._asdict() for purpose, said in consents.held.items()})
        item = ConsentsItem(
            _key(consents.person_id), _SORT, body=body, seq=consents.chain.seq, head=consents.chain.head
        )
        return save(item, consents.version)


def _key(person_id: str) -> str:
    return f"PERSON#{person_id}"
