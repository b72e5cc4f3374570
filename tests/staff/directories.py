"""A directory of staff in memory, wired as `wiring` wires the real one."""

from __future__ import annotations

from chalicelib.shared.access import Role, system
from chalicelib.shared.acts import Recorder
from chalicelib.shared.sealing import Sealer
from chalicelib.staff.accounts import NewStaff, StaffAccounts
from chalicelib.staff.service import StaffService
from tests.fakes import SECRET, FakeClock, MemoryCommitter
from tests.staff.fakes import StaffInMemory

PASSWORD = "a long enough password"


class Directory:
    """Everything that the directory does, over one dictionary."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.store = StaffInMemory()
        self.committer = MemoryCommitter()
        recorder = Recorder(self.clock, self.clock, lambda: 0)
        self.accounts = StaffAccounts(self.store, self.committer, recorder, Sealer(SECRET))
        self.service = StaffService(self.store)

    def hire(self, staff_no: str = "W0001", *roles: Role) -> None:
        new = NewStaff(staff_no, "钱一", PASSWORD, frozenset(roles or (Role.CLERK,)), ("09",), ("530102000000",))
        self.accounts.register(new, system("test"), None)
