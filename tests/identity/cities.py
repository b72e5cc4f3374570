"""An identity domain in memory, wired as `wiring` wires the real one, with ordinary people in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.identity.access_log import AccessLog
from chalicelib.identity.keys import KeyRing, TokenSigner
from chalicelib.identity.service import IdentityService
from chalicelib.identity.sessions import Limits, Sessions, Times
from chalicelib.identity.staff import NewStaff, StaffAccounts
from chalicelib.identity.tokens import Verifier
from chalicelib.identity.verification import Verifications
from chalicelib.shared.access import Caller, Role, system
from chalicelib.shared.acts import Recorder
from chalicelib.shared.clocks import civil_date
from chalicelib.shared.sealing import Sealer
from tests.fakes import SECRET, FakeClock
from tests.identity.fakes import (
    CommitterInMemory,
    IdentityInMemory,
    RegisterInMemory,
    SigningServiceInMemory,
    WeChatInMemory,
)

ZHANG = ("张三", "11010519491231002X")
LI = ("李四", "110101199003074514")
SUN = ("孙七", "440524188001010014")  # deceased
LIMITS = Limits(timedelta(minutes=15), timedelta(days=30), timedelta(hours=12), timedelta(seconds=60))
PASSWORD = "a long enough password"


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
        self.sessions = Sessions(
            self.store, self.committer, signer, self.wechat, SECRET, self.sealer, Times(self.clock, lambda: self.limits)
        )
        self.verifications = Verifications(
            self.store,
            self.committer,
            recorder,
            self.register,
            SECRET,
            self.sealer,
            lambda: civil_date(self.clock.now()),
        )
        self.staff = StaffAccounts(self.store, self.committer, recorder, self.sealer)
        verifier = Verifier(ring.verifying, "banshi/test", self.clock)
        self.service = IdentityService(
            verifier, ring, self.store, self.sealer, AccessLog(self.store, self.committer, recorder)
        )

    def log_in(self, user: str = "zhang's phone") -> dict[str, Any]:
        return self.sessions.open_by_wechat(self.wechat.issue(user))

    def citizen(self, user: str = "zhang's phone") -> Caller:
        return self.service.authenticate(self.log_in(user)["access_token"])

    def verified(self, user: str, who: tuple[str, str]) -> Caller:
        """Somebody who has verified and logged in again."""
        self.verifications.verify(self.citizen(user), *who, None)
        return self.citizen(user)

    def hire(self, staff_no: str = "W0001", *roles: Role) -> None:
        new = NewStaff(staff_no, "钱一", PASSWORD, frozenset(roles or (Role.CLERK,)), ("09",), ("530102000000",))
        self.staff.register(new, system("test"), None)
