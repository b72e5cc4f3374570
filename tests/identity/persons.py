"""The identity domain in memory with everything that concerns persons and accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from chalicelib.identity.kiosks.log_in import KioskLogIn
from chalicelib.identity.kiosks.registering import Kiosks
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.persons.accounts import Accounts
from chalicelib.identity.persons.closing import Closing, DueClosings
from chalicelib.identity.ports import FaceAttempt, FaceOutcome, FaceReason, PhoneNumber
from chalicelib.identity.proving.face import Faces
from chalicelib.identity.proving.in_person import InPerson, Presented
from chalicelib.identity.proving.phone import Phones
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.errors import RuleViolation, UpstreamUnavailable
from tests.builders import a_clerk
from tests.identity.cities import City

CHILD = ("李小一", "110101201506010010")


class PhoneInMemory:
    """WeChat's phone numbers: code → (openid, number), each code good once."""

    def __init__(self) -> None:
        self.codes: dict[str, tuple[str, str]] = {}

    def number(self, code: str, openid: str | None) -> PhoneNumber:
        user, number = self.codes.pop(code, ("", ""))
        if not number or user != openid:
            raise RuleViolation("wechat_phone_code_invalid")
        return PhoneNumber("86", number)


@dataclass
class FaceInMemory:
    """WeChat's faces: how each attempt ends, and what was asked."""

    ends: FaceReason = FaceReason.PASSED
    down: bool = False
    lasts: int = 3600
    begun: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)
    asked: int = 0

    def begin(self, request_no: str, name: str, number: ResidentId, openid: str) -> FaceAttempt:
        if self.down:
            raise UpstreamUnavailable("wechat_unavailable")
        verify_id = f"verify-{len(self.begun)}"
        self.begun[verify_id] = (request_no, name, number.number, openid)
        return FaceAttempt(verify_id, self.lasts)

    def outcome(self, verify_id: str, request_no: str, name: str, number: ResidentId, openid: str) -> FaceOutcome:
        if self.down:
            raise UpstreamUnavailable("wechat_unavailable")
        self.asked += 1
        same = self.begun[verify_id] == (request_no, name, number.number, openid)
        return FaceOutcome(same and self.ends is FaceReason.PASSED, self.ends)


class Held(NamedTuple):
    """What the rest of the city has to do or to keep for somebody."""

    open_cases: int = 0
    keep_until: date | None = None


class RecordsInMemory:
    """The rest of the city."""

    def __init__(self) -> None:
        self.held: dict[str, Held] = {}

    def standing(self, person_id: str) -> Held:
        return self.held.get(person_id, Held())


class Town(City):
    """A city whose citizens prove who they are in every way, let accounts go and close them."""

    def __init__(self) -> None:
        super().__init__()
        self.register.people[CHILD[1]] = (CHILD[0], True)
        self.phone, self.camera, self.records = PhoneInMemory(), FaceInMemory(), RecordsInMemory()
        self.consenting = True
        self.phones = Phones(self.parts, self.phone)
        self.faces = Faces(self.parts, self.camera, lambda _: self.consenting)
        self.desk = InPerson(self.parts, self.register)
        self.accounts = Accounts(self.parts)
        self.closing = Closing(self.parts, self.records)
        self.kiosks = Kiosks(self.parts)
        self.kiosk = KioskLogIn(self.parts, self.register, self.issuer)
        self.daily = DueClosings(self.parts, self.records)
        self.clerk = a_clerk()
        self.manager = a_clerk(Role.HALL_MANAGER, staff_no="S002")

    def later(self, **time: float) -> None:
        self.clock.move(timedelta(**time))

    def day(self) -> list[str]:
        """What the daily function does; it takes a second."""
        states = [self.daily.carry_out(person_id) for person_id in self.daily.due()]
        self.later(seconds=1)
        return states

    def two_days(self) -> list[str]:
        """The daily function lets accounts go, and erases in a later run."""
        states = self.day()
        self.later(days=1)
        return states + self.day()

    def phone_code(self, user: str, number: str = "13800000000") -> str:
        code = f"phone-{len(self.phone.codes)}-{user}"
        self.phone.codes[code] = (f"o-{user}", number)
        return code

    def present(self, who: tuple[str, str], code: str | None = None, **more: Any) -> dict[str, Any]:
        """Somebody stands before the clerk."""
        certificate = more.pop("certificate", "resident_id")
        return self.desk.confirm(self.clerk, Presented(*who, certificate, code, **more), None)

    def account_of(self, user: str) -> str:
        return str(self.parts.secret.keyed_hash("wechat openid", f"o-{user}"))

    def whole(self) -> bool:
        """Whether every person's chain is what their acts hash to."""
        from chalicelib.shared.acts import verify_chain

        persons = [item for (kind, _), item in self.store.items.items() if kind == "person"]
        return all(
            verify_chain(person.chain.subject, self.committer.of(person.chain.subject)) == person.chain
            for person in persons
        )

    def fresh(self, caller: Caller) -> Caller:
        """The caller with a token as of now."""
        family = self.store.family(caller.session_id)
        assert family
        entitled = self.entitlements.of(family)
        assert entitled
        bearer = entitled.bearer._replace(session_id=caller.session_id)
        return bearer.caller()
