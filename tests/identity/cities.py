"""An identity domain in memory, wired as `wiring` wires the real one, with ordinary people in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.identity.access_log import AccessLog
from chalicelib.identity.keys import KeyRing, TokenSigner
from chalicelib.identity.service import IdentityService
from chalicelib.identity.sessions import Limits, Sessions, Times, Vouchers
from chalicelib.identity.tokens import Bearer, Verifier
from chalicelib.identity.verification import Verifications
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import Recorder
from chalicelib.shared.clocks import civil_date
from chalicelib.shared.endings import Endings
from chalicelib.shared.sealing import Sealer
from tests.fakes import SECRET, EndingsInMemory, FakeClock
from tests.identity.fakes import (
    CommitterInMemory,
    IdentityInMemory,
    RegisterInMemory,
    SigningServiceInMemory,
    WeChatInMemory,
)
from tests.staff.directories import PASSWORD, Directory

__all__ = ["LI", "PASSWORD", "SUN", "ZHANG", "City"]

ZHANG = ("张三", "11010519491231002X")
LI = ("李四", "110101199003074514")
SUN = ("孙七", "440524188001010014")  # deceased
LIMITS = Limits(timedelta(minutes=15), timedelta(days=30), timedelta(hours=12), timedelta(seconds=60))


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
        self.directory = Directory(self.clock)
        vouchers = Vouchers(self.wechat, self.directory.service)
        times = Times(self.clock, lambda: self.limits)
        self.sessions = Sessions(self.store, self.committer, signer, vouchers, SECRET, self.sealer, times)
        self.endings = Endings(EndingsInMemory(self.committer), self.clock)
        self.verifications = Verifications(
            self.store,
            self.committer,
            recorder,
            self.register,
            SECRET,
            self.sealer,
            lambda: civil_date(self.clock.now()),
        )
        verifier = Verifier(ring.verifying, "banshi/test", self.clock, self._ended)
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
        self.directory.hire(staff_no, *roles)

    def _ended(self, bearer: Bearer) -> bool:
        return self.endings.refuses(bearer.subjects, bearer.issued, at_once=bearer.kind == "staff")
