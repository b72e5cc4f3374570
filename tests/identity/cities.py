"""An identity domain in memory, wired as `wiring` wires the real one, with ordinary people in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.configuration.documents import KINDS
from chalicelib.identity.access_log.recording import AccessLog
from chalicelib.identity.persons.account_events import AccountEvents
from chalicelib.identity.persons.parts import Parts
from chalicelib.identity.proving.verification import Verifications
from chalicelib.identity.service import IdentityService
from chalicelib.identity.sessions.credentials import Credentials
from chalicelib.identity.sessions.entitlements import Entitlements, Limits, Times
from chalicelib.identity.sessions.issuing import Issuer
from chalicelib.identity.sessions.log_in import CitizenLogIn, Opening, StaffLogIn
from chalicelib.identity.sessions.log_in_guard import LogInGuard, LogInQuotas
from chalicelib.identity.sessions.own_sessions import OwnSessions
from chalicelib.identity.sessions.prolonging import Sessions
from chalicelib.identity.tokens.access_tokens import Bearer, Verifier
from chalicelib.identity.tokens.keys import KeyRing, TokenSigner
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import Recorder
from chalicelib.shared.attempts import Attempts
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.endings import Endings
from chalicelib.shared.sealing import Sealer
from tests.fakes import SECRET, AttemptsInMemory, EndingsInMemory, FakeClock
from tests.identity.fakes import (
    PASSWORD,
    CommitterInMemory,
    DirectoryInMemory,
    IdentityInMemory,
    RegisterInMemory,
    SigningServiceInMemory,
    WeChatInMemory,
)

__all__ = ["LI", "PASSWORD", "SUN", "ZHANG", "City"]

ZHANG = ("张三", "11010519491231002X")
LI = ("李四", "110101199003074514")
SUN = ("孙七", "440524188001010014")  # deceased
LIMITS = Limits(
    access=timedelta(minutes=15),
    citizens=timedelta(days=30),
    citizens_idle=timedelta(days=7),
    staff=timedelta(hours=12),
    staff_idle=timedelta(minutes=30),
    privileged_idle=timedelta(minutes=15),
    grace=timedelta(seconds=60),
)
QUOTAS = LogInQuotas(5, timedelta(minutes=30), 100, timedelta(minutes=10))


class City:
    """Everything identity does, over one dictionary."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = IdentityInMemory()
        self.committer = CommitterInMemory()
        self.kms = SigningServiceInMemory()
        self.wechat = WeChatInMemory()
        self.register = RegisterInMemory({number: (name, number != SUN[1]) for name, number in (ZHANG, LI, SUN)})
        self.sealer = Sealer(SECRET)
        recorder = Recorder(self.clock, self.clock, lambda: 0)
        ring = KeyRing(self.store, self.clock)
        signer = TokenSigner(ring, self.store, self.kms, self.committer, "key-1", "banshi/test")
        self.limits = LIMITS
        self.directory = DirectoryInMemory()
        times = Times(self.clock, lambda: self.limits)
        self.entitlements = entitlements = Entitlements(self.store, lambda: self.directory, times)
        self.issuer = issuer = Issuer(signer, self.sealer, self.clock)
        opening = Opening(self.store, self.committer, entitlements, issuer, self.sealer)
        self.attempts = Attempts(AttemptsInMemory(), SECRET, self.clock)
        self.citizen_log_in = CitizenLogIn(opening, self.wechat, SECRET, self.clock)
        self.staff_log_in = StaffLogIn(opening, self.directory, LogInGuard(self.attempts, lambda: QUOTAS))
        self.sessions = Sessions(self.store, self.committer, recorder, entitlements, issuer, times)
        self.own_sessions = OwnSessions(self.store, self.committer, self.sessions, self.sealer, self.clock)
        self.account_events = AccountEvents(self.committer.latest)
        self.endings = Endings(EndingsInMemory(self.committer), self.clock)
        self.parts = Parts(
            self.store,
            self.committer,
            recorder,
            SECRET,
            self.sealer,
            self.clock,
            LawClock(self.clock),
            self.attempts,
            lambda name: KINDS[name](),
        )
        self.verifications = Verifications(self.parts, self.register)
        verifier = Verifier(ring.verifying, "banshi/test", self.clock, self._ended)
        self.service = IdentityService(
            verifier,
            ring,
            lambda: self.store,
            self.sealer,
            lambda: AccessLog(self.store, self.committer, recorder),
            lambda: self.store,
            self.clock,
        )

    def log_in(self, user: str = "zhang's phone") -> dict[str, Any]:
        return self.citizen_log_in.open(self.wechat.issue(user))

    def citizen(self, user: str = "zhang's phone") -> Caller:
        return self.service.authenticate(self.log_in(user)["access_token"])

    def verified(self, user: str, who: tuple[str, str]) -> Caller:
        """Somebody who has verified and logged in again."""
        self.verifications.verify(self.citizen(user), *who, None)
        return self.citizen(user)

    def hire(self, staff_no: str = "W0001", *roles: Role, **more: Any) -> None:
        self.directory.hire(staff_no, *roles, **more)

    def staff_logs_in(self, staff_no: str = "W0001", password: str = PASSWORD, **more: Any) -> dict[str, Any]:
        return self.staff_log_in.open(Credentials(staff_no, password, more.pop("totp_code", None)), **more)

    def _ended(self, bearer: Bearer) -> bool:
        return self.endings.refuses(bearer.subjects, bearer.issued, at_once=bearer.kind == "staff")
