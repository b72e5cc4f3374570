"""Identity's neighbours in memory. What the store does is held to what the table does by the contract tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.identity.access_log.openings import Opening, Reader
from chalicelib.identity.access_log.spans import Span, month_of
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.persons.records import Account, PersonRecord
from chalicelib.identity.ports import Match, PersonCheck, WeChatIdentity
from chalicelib.identity.proving.proofs import ConfirmationCode, Kiosk, Pending, Presence
from chalicelib.identity.rules import Family
from chalicelib.identity.tokens.keys import SigningKey
from chalicelib.shared.access import Post, Role
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Unauthenticated, UpstreamUnavailable
from chalicelib.staff.service import Member
from tests.fakes import MemoryCommitter, MemoryWrite, Plain


class SigningServiceInMemory:
    """KMS with its keys in this process. `asked` counts signatures."""

    def __init__(self) -> None:
        self.keys: dict[str, ec.EllipticCurvePrivateKey] = {}
        self.asked = 0

    def private(self, key_id: str) -> ec.EllipticCurvePrivateKey:
        return self.keys.setdefault(key_id, ec.generate_private_key(ec.SECP256R1()))

    def sign(self, key_id: str, message: bytes) -> bytes:
        self.asked += 1
        return self.private(key_id).sign(message, ec.ECDSA(SHA256()))

    def public_point(self, key_id: str) -> tuple[int, int]:
        numbers = self.private(key_id).public_key().public_numbers()
        return numbers.x, numbers.y


@dataclass
class IdentityInMemory:
    """The identity table as a dictionary. `queries` counts reads of the signing keys."""

    items: dict[tuple[str, str], Any] = field(default_factory=dict)
    queries: int = 0

    def account(self, account_id: str) -> Account | None:
        return self.items.get(("account", account_id))

    def save_account(self, account: Account) -> MemoryWrite:
        return self._save(("account", account.account_id), account)

    def delete_account(self, account: Account) -> MemoryWrite:
        return MemoryWrite(self.items, ("account", account.account_id), None, account.version)

    def person(self, person_id: str) -> PersonRecord | None:
        return self.items.get(("person", person_id))

    def save_person(self, person: PersonRecord) -> MemoryWrite:
        return self._save(("person", person.person_id), person)

    def holder_of_number(self, number_hash: str) -> str | None:
        claim = self.items.get(("number", number_hash))
        return claim.value if claim else None

    def claim_number(self, number_hash: str, person_id: str) -> MemoryWrite:
        return self._add(("number", number_hash), person_id)

    def release_number(self, number_hash: str) -> MemoryWrite:
        return MemoryWrite(self.items, ("number", number_hash), None)

    def pending(self, verification_id: str) -> Pending | None:
        return self.items.get(("pending", verification_id))

    def save_pending(self, pending: Pending) -> MemoryWrite:
        return self._save(("pending", pending.verification_id), pending)

    def presence(self, verification_id: str) -> Presence | None:
        kept = self.items.get(("presence", verification_id))
        return kept.value if kept else None

    def add_presence(self, presence: Presence) -> MemoryWrite:
        return self._add(("presence", presence.verification_id), presence)

    def kiosk(self, kiosk_no: str) -> Kiosk | None:
        return self.items.get(("kiosk", kiosk_no))

    def save_kiosk(self, kiosk: Kiosk) -> MemoryWrite:
        return self._save(("kiosk", kiosk.kiosk_no), kiosk)

    def code(self, key: str) -> ConfirmationCode | None:
        return self.items.get(("code", key))

    def save_code(self, code: ConfirmationCode) -> MemoryWrite:
        return self._save(("code", code.key), code)

    def due(self, until: date) -> Iterable[str]:
        entries = sorted(name for kind, name in self.items if kind == "due")
        return [name.partition("#")[2] for name in entries if name.partition("#")[0] <= str(until)]

    def put_due(self, on: date, person_id: str) -> MemoryWrite:
        return MemoryWrite(self.items, ("due", f"{on}#{person_id}"), Plain(None))

    def drop_due(self, on: date, person_id: str) -> MemoryWrite:
        return MemoryWrite(self.items, ("due", f"{on}#{person_id}"), None)

    def reader(self, name: str) -> Reader | None:
        return self.items.get(("reader", name))

    def save_reader(self, reader: Reader) -> MemoryWrite:
        return self._save(("reader", reader.name), reader)

    def add_opening(self, opening: Opening) -> MemoryWrite:
        return self._add(("opening", f"{opening.person_id}#{opening.sort}"), opening)

    def openings_of(self, person_id: str, span: Span, wanted: int, reader: str | None = None) -> Iterator[Opening]:
        theirs = (opening for opening in self._openings() if opening.person_id == person_id)
        return _newest((opening for opening in theirs if reader in (None, opening.staff_no)), span, wanted)

    def openings_by(self, reader: str, month: str, span: Span, wanted: int) -> Iterator[Opening]:
        theirs = (opening for opening in self._openings() if opening.staff_no == reader)
        return _newest((opening for opening in theirs if month_of(opening.opened_at) == month), span, wanted)

    def _openings(self) -> Iterator[Opening]:
        return (item.value for (kind, _), item in self.items.items() if kind == "opening")

    def family(self, session_id: str) -> Family | None:
        return self.items.get(("family", session_id))

    def families_of(self, kind: str, holder: str) -> Sequence[Family]:
        families = [item for (what, _), item in self.items.items() if what == "family"]
        found = [family for family in families if (family.kind, family.holder) == (kind, holder)]
        return sorted(found, key=lambda family: (family.opened_at, family.session_id), reverse=True)

    def save_family(self, family: Family) -> MemoryWrite:
        return self._save(("family", family.session_id), family)

    def end_family(self, family: Family) -> MemoryWrite:
        return MemoryWrite(self.items, ("family", family.session_id), None, family.version)

    def signing_keys(self) -> Sequence[SigningKey]:
        self.queries += 1
        return [item.value for (kind, _), item in self.items.items() if kind == "key"]

    def add_signing_key(self, key: SigningKey) -> MemoryWrite:
        return self._add(("key", key.kid), key)

    def _save(self, key: tuple[str, str], record: Any) -> MemoryWrite:
        expect = record.version
        return MemoryWrite(self.items, key, record._replace(version=(expect or 0) + 1), expect)

    def _add(self, key: tuple[str, str], value: Any) -> MemoryWrite:
        return MemoryWrite(self.items, key, Plain(value), None)


def _newest(openings: Iterable[Opening], span: Span, wanted: int) -> Iterator[Opening]:
    within = [opening for opening in openings if span.oldest <= opening.sort <= span.newest]
    return islice(sorted(within, key=lambda opening: opening.sort, reverse=True), wanted)


class CommitterInMemory(MemoryCommitter):
    """Before its next write, `meanwhile` is what somebody else does."""

    meanwhile: Callable[[], object] | None = None

    def _write(self, change: Change, once: Once | None) -> bool:
        if self.meanwhile:
            act, self.meanwhile = self.meanwhile, None
            act()
        return super()._write(change, once)


PASSWORD = "a long enough password"


class DirectoryInMemory:
    """The directory of staff: who works here, and one password for all of them."""

    def __init__(self) -> None:
        self.members: dict[str, Member] = {}
        self.looked_at = 0

    def hire(self, staff_no: str = "W0001", *roles: Role, **more: Any) -> None:
        post = Post(frozenset(roles or (Role.CLERK,)), ("09",), ("530102000000",))
        self.members[staff_no] = Member(staff_no, (post,))._replace(**more)

    def leave(self, staff_no: str) -> None:
        del self.members[staff_no]

    def member(self, staff_no: str) -> Member | None:
        return self.members.get(staff_no)

    def checked(self, staff_no: str, password: str, totp_code: str | None = None) -> Member | None:
        self.looked_at += 1
        return self.members.get(staff_no) if password == PASSWORD else None


class WeChatInMemory:
    """WeChat: codes that were issued, each good once."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.log_ins = 0

    def issue(self, user: str) -> str:
        code = f"code-{user}-{len(self.codes)}"
        self.codes[code] = user
        return code

    def exchange(self, code: str) -> WeChatIdentity:
        user = self.codes.pop(code, None)
        if user is None:
            raise Unauthenticated("wechat_code_invalid")
        self.log_ins += 1
        return WeChatIdentity(f"o-{user}", f"key-{self.log_ins}")


class RegisterInMemory:
    """The population register: number → (name, alive)."""

    def __init__(self, people: dict[str, tuple[str, bool]]) -> None:
        self.people = people
        self.asked: list[str] = []
        self.down = False

    def check(self, request_no: str, name: str, number: ResidentId) -> PersonCheck:
        if self.down:
            raise UpstreamUnavailable("population_register_unavailable")
        self.asked.append(request_no)
        return PersonCheck(self._outcome(name, number.number), f"serial-{len(self.asked)}")

    def _outcome(self, name: str, number: str) -> Match:
        if number not in self.people:
            return Match.NOT_FOUND
        known, alive = self.people[number]
        if known != name:
            return Match.MISMATCH
        return Match.MATCH if alive else Match.DECEASED
