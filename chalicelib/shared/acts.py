"""The act: one immutable fact about one subject, chained to the fact before it by its hash.

An act's canonical form is RFC 8785 JSON of every field but `hash`; `hash` is its SHA-256. The chain is per
subject: `seq` counts from 1 and `prev_hash` is the hash of `seq - 1` (64 zeros for the first).
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.clocks import Clock, rfc3339
from chalicelib.shared.ids import new_id

GENESIS = "0" * 64


class Chain(NamedTuple):
    """Where a subject's chain stands: how many acts, and the last one's hash."""

    subject: str
    seq: int = 0
    head: str = GENESIS


class Actor(NamedTuple):
    """Who acted: an id that names nobody by itself, and in which role."""

    id: str
    role: str


class ActType(NamedTuple):
    """A kind of act. `name` is a past fact, `wording` what the citizen's timeline says.

    `changes` lists the fields that its changes may have; `public` says whether the applicant sees it.
    """

    name: str
    wording: str
    changes: frozenset[str]
    schema_version: int = 1
    public: bool = True


class Act(NamedTuple):
    """One act. Times are RFC 3339 UTC; `law_time` is the instant that the law counts from."""

    act_id: str
    type: str
    schema_version: int
    subject: str
    seq: int
    actor: Actor
    on_behalf_of: str | None
    channel: str
    law_time: str
    instant: str
    ground: str | None
    config_version: int
    changes: dict[str, object]
    retain_until: str | None
    prev_hash: str
    hash: str
    canonical: str

    @property
    def chain(self) -> Chain:
        """The chain with this act at its head."""
        return Chain(self.subject, self.seq, self.hash)


class ChainBroken(Exception):
    """An act does not follow the one before it, or is not what its hash says."""


class Recorder:
    """Makes the next act of a chain, stamped with both clocks and the configuration's release."""

    def __init__(self, wall: Clock, law: Clock, release: Callable[[], int]) -> None:
        self._wall = wall
        self._law = law
        self._release = release

    def law_now(self) -> datetime:
        """The instant of law time, for the decisions that precede an act."""
        return self._law.now()

    def next(
        self,
        chain: Chain,
        type_: ActType,
        by: Caller,
        changes: dict[str, object],
        *,
        ground: str | None = None,
        on_behalf_of: str | None = None,
        retain_until: str | None = None,
    ) -> Act:
        """Return the act that follows `chain`. A change that the type does not declare is a programming error.

        Whoever acts for another says so on the caller; `on_behalf_of` is for what only the use case knows.
        """
        if undeclared := changes.keys() - type_.changes:
            raise ValueError(f"{type_.name} does not declare {sorted(undeclared)}")
        _refuse_fractions(changes)
        fields: dict[str, object] = {
            "act_id": new_id(),
            "type": type_.name,
            "schema_version": type_.schema_version,
            "subject": chain.subject,
            "seq": chain.seq + 1,
            "actor": {"id": by.id, "role": by.role},
            "on_behalf_of": on_behalf_of or by.on_behalf_of,
            "channel": by.channel,
            "law_time": rfc3339(self._law.now()),
            "instant": rfc3339(self._wall.now()),
            "ground": ground,
            "config_version": self._release(),
            "changes": changes,
            "retain_until": retain_until,
            "prev_hash": chain.head,
        }
        canonical = canonical_json(fields)
        return read_act(canonical, sha256(canonical.encode()).hexdigest())


def _refuse_fractions(value: object) -> None:
    """Readers differ on fractions and RFC 8785 writes large ones as integers: acts hold whole numbers and text."""
    if isinstance(value, float):
        raise ValueError(f"a fraction in an act: {value!r}")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        _refuse_fractions(inner)


def canonical_json(value: object) -> str:
    """RFC 8785 text of a JSON value. What is plain, Python's own encoder writes just so, ten times faster."""
    if _is_plain(value):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    import rfc8785  # acts are plain

    return rfc8785.dumps(value).decode()  # type: ignore[arg-type]


def _is_plain(value: object) -> bool:
    """Whether it has no fraction, no number beyond 53 bits, no name beyond the basic plane (RFC 8785 §3.2)."""
    if isinstance(value, dict):
        return max("".join(value), default="") <= "\uffff" and all(map(_is_plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) < 2**53)


def sequence_key(seq: int) -> str:
    """The sort key of an act: 8 digits, so that it sorts as the number does."""
    return f"{seq:08d}"


def act_hash(canonical: str) -> str:
    """The hash of an act's canonical form."""
    return sha256(canonical.encode()).hexdigest()


def read_act(canonical: str, hash_: str) -> Act:
    """The act in its stored form: canonical text and hash, neither checked."""
    fields = json.loads(canonical)
    actor = fields.pop("actor")
    return Act(**fields, actor=Actor(**actor), hash=hash_, canonical=canonical)


def verify_link(before: Chain, act: Act) -> None:
    """Raise `ChainBroken` unless `act` follows `before` and hashes to what it says."""
    if act_hash(act.canonical) != act.hash:
        raise ChainBroken("altered")
    if canonical_json(_fields(act)) != act.canonical:
        raise ChainBroken("not canonical")
    if (act.subject, act.seq, act.prev_hash) != (before.subject, before.seq + 1, before.head):
        raise ChainBroken("out of order")


def verify_chain(subject: str, acts: Sequence[Act]) -> Chain:
    """Walk a whole chain; return where it stands."""
    chain = Chain(subject)
    for act in acts:
        verify_link(chain, act)
        chain = act.chain
    return chain


def _fields(act: Act) -> dict[str, object]:
    fields: dict[str, object] = {**act._asdict(), "actor": act.actor._asdict()}
    del fields["hash"], fields["canonical"]
    return fields
