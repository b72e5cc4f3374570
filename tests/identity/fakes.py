"""Identity's neighbours in memory. What the store does is held to what the table does by the contract tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.identity.keys import SigningKey
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.ports import Match, PersonCheck, WeChatIdentity
from chalicelib.identity.records import Account, PersonRecord, Staff
from chalicelib.identity.rules import Family
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import RuleViolation, ServiceError, Unauthenticated
from chalicelib.shared.sealing import CitySecret

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
CITY_SECRET = CitySecret(lambda: bytes(range(32)))


class MovableClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class SigningServiceInMemory:
    """KMS with its keys in this process. `asked` counts signatures."""

    def __init__(self) -> None:
        self.keys: dict[str, ec.EllipticCurvePrivateKey] = {}
        self.asked = 0

    def private(self, key_id: str) -> ec.EllipticCurvePrivateKey:
        return self.keys.setdefault(key_id, ec.generate_private_key(ec.SECP256R1()))

    def sign(self, key_id: str, digest: bytes) -> bytes:
        self.asked += 1
        return self.private(key_id).sign(digest, ec.ECDSA(Prehashed(SHA256())))

    def public_point(self, key_id: str) -> tuple[int, int]:
        numbers = self.private(key_id).public_key().public_numbers()
        return numbers.x, numbers.y


@dataclass(frozen=True)
class MemoryWrite:
    """Put `value` at `key` (None deletes) if the version there is `expect` (None: nothing is there)."""

    key: tuple[str, str]
    value: Any
    expect: int | None
    refusal: Callable[[], ServiceError] | None = None


@dataclass
class IdentityInMemory:
    """The identity table as a dictionary. `queries` counts reads of the signing keys."""

    items: dict[tuple[str, str], Any] = field(default_factory=dict)
    queries: int = 0

    def account(self, account_id: str) -> Account | None:
        return self.items.get(("account", account_id))

    def save_account(self, account: Account) -> MemoryWrite:
        return self._save(("account", account.account_id), account)

    def person(self, person_id: str) -> PersonRecord | None:
        return self.items.get(("person", person_id))

    def save_person(self, person: PersonRecord) -> MemoryWrite:
        return self._save(("person", person.person_id), person)

    def holder_of_number(self, number_hash: str) -> str | None:
        return self.items.get(("number", number_hash))

    def claim_number(self, number_hash: str, person_id: str) -> MemoryWrite:
        return MemoryWrite(("number", number_hash), person_id, None)

    def staff(self, staff_no: str) -> Staff | None:
        return self.items.get(("staff", staff_no))

    def save_staff(self, staff: Staff) -> MemoryWrite:
        return self._save(("staff", staff.staff_no), staff)

    def claim_first_administrator(self, staff_no: str) -> MemoryWrite:
        return MemoryWrite(("first", ""), staff_no, None, lambda: RuleViolation("administrator_exists"))

    def family(self, session_id: str) -> Family | None:
        return self.items.get(("family", session_id))

    def save_family(self, family: Family) -> MemoryWrite:
        return self._save(("family", family.session_id), family)

    def end_family(self, family: Family) -> MemoryWrite:
        return MemoryWrite(("family", family.session_id), None, family.version)

    def signing_keys(self) -> Sequence[SigningKey]:
        self.queries += 1
        return [item for (kind, _), item in self.items.items() if kind == "key"]

    def add_signing_key(self, key: SigningKey) -> MemoryWrite:
        return MemoryWrite(("key", key.kid), key, None)

    def _save(self, key: tuple[str, str], record: Any) -> MemoryWrite:
        expect = record.version
        return MemoryWrite(key, replace(record, version=(expect or 0) + 1), expect)

    def apply(self, writes: Sequence[MemoryWrite]) -> bool:
        """All or nothing; False if a condition without a refusal fails."""
        for write in writes:
            if not self._holds(write):
                if write.refusal:
                    raise write.refusal()
                return False
        for write in writes:
            if write.value is None:
                self.items.pop(write.key, None)
            else:
                self.items[write.key] = write.value
        return True

    def _holds(self, write: MemoryWrite) -> bool:
        there = self.items.get(write.key)
        if write.expect is None:
            return there is None
        return there is not None and there.version == write.expect


class CommitterInMemory:
    """Commits to one store; `before_write` lets a test do what somebody else does meanwhile."""

    def __init__(self, store: IdentityInMemory) -> None:
        self.store = store
        self.acts: list[Act] = []
        self.answers: dict[Once, dict[str, Any]] = {}
        self.before_write: Callable[[], None] = lambda: None

    def commit(self, decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        if once in self.answers:
            return self.answers[once]
        for _ in range(8):
            change = decide()
            self.before_write()
            if self.store.apply(change.writes):
                self.acts.extend(change.acts)
                if once:
                    self.answers[once] = change.answer
                return change.answer
        raise RuleViolation("changed_meanwhile")


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

    def check(self, request_no: str, name: str, number: ResidentId) -> PersonCheck:
        self.asked.append(request_no)
        return PersonCheck(self._outcome(name, number.number), f"serial-{len(self.asked)}")

    def _outcome(self, name: str, number: str) -> Match:
        if number not in self.people:
            return Match.NOT_FOUND
        known, alive = self.people[number]
        if known != name:
            return Match.MISMATCH
        return Match.MATCH if alive else Match.DECEASED
