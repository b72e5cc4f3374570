"""A directory of staff in memory, wired as `wiring` wires the real one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chalicelib.configuration.documents import Passwords
from chalicelib.shared.access import Caller, Role, system
from chalicelib.shared.acts import Recorder
from chalicelib.shared.attempts import Attempts
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.endings import Endings
from chalicelib.shared.sealing import Sealer
from chalicelib.staff import second_factor
from chalicelib.staff.accounts import StaffAccounts
from chalicelib.staff.authority import SigningPower
from chalicelib.staff.departments import Departments, Described
from chalicelib.staff.members import Members
from chalicelib.staff.own import OwnAccount
from chalicelib.staff.parts import Parts
from chalicelib.staff.records import SEED_SEAL, DepartmentPost, Held
from chalicelib.staff.registering import NewStaff, Registering
from chalicelib.staff.scopes import Scope
from chalicelib.staff.securing import Securing
from chalicelib.staff.service import StaffService
from chalicelib.staff.signing import Letter, SigningLetters
from chalicelib.staff.stand_ins import Appointment, StandIns
from tests.fakes import SECRET, AttemptsInMemory, EndingsInMemory, FakeClock, MemoryCommitter
from tests.staff.fakes import StaffInMemory

PASSWORD = "A long enough password 1"
DIVISION = "530102000000"
TWO_YEARS = timedelta(days=730)


class Directory:
    """Everything that the directory does, over one dictionary. `shift` is how far law time is ahead."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.shift = timedelta(0)
        self.policy = Passwords()
        self.store = StaffInMemory()
        self.committer = MemoryCommitter()
        self.sealer = Sealer(SECRET)
        self.law = LawClock(self.clock, lambda: self.shift)
        self.endings = Endings(EndingsInMemory(self.committer), self.clock)
        recorder = Recorder(self.clock, self.law, lambda: 0)
        self.parts = Parts(
            self.store, self.committer, recorder, self.sealer, self.clock, self.law.today, lambda: self.policy
        )
        self.guesses = Attempts(AttemptsInMemory(), SECRET, self.clock)
        self.members = Members(self.store, self.clock, self.law, lambda: self.policy)
        self.service = StaffService(
            self.store, self.committer, self.sealer, self.clock, self.law.today, self.members, lambda: self.policy
        )
        self.registering = Registering(self.parts)
        self.accounts = StaffAccounts(self.parts)
        self.own = OwnAccount(self.parts, self.members, self.guesses)
        self.securing = Securing(self.parts, self.guesses)
        self.departments = Departments(self.parts)
        self.stand_ins = StandIns(self.parts)
        self.letters = SigningLetters(self.parts)

    def register(self, staff_no: str, *roles: Role, password: str = PASSWORD, held: tuple[Held, ...] = ()) -> None:
        """Open an account, for department 09."""
        scope = Scope(frozenset(roles), ("09",), (DIVISION,), held) if roles else Scope(frozenset(), held=held)
        self.registering.register(NewStaff(staff_no, "钱一", password, scope), system("test"), None)

    def hire(self, staff_no: str = "W0001", *roles: Role, held: tuple[Held, ...] = ()) -> None:
        """Somebody who has done all duties: the password is their own, and there is a second factor if one is due."""
        self.register(staff_no, *(roles or () if held else roles or (Role.CLERK,)), held=held)
        known = self.store.items["credentials", staff_no]._replace(temporary=False)
        self.store.items["credentials", staff_no] = known
        member = self.service.member(staff_no)
        if member and member.duties:
            self.enrol(staff_no)

    def enrol(self, staff_no: str, seed: str = second_factor.DECOY_SEED) -> str:
        """Give somebody a second factor without asking them."""
        salt = self.store.items["staff", staff_no].salt
        known = self.store.items["credentials", staff_no]
        self.store.items["credentials", staff_no] = known._replace(seed=self.sealer.seal(salt, seed, SEED_SEAL))
        return seed

    def code(self, seed: str = second_factor.DECOY_SEED, steps: int = 0) -> str:
        """What an authenticator shows now, or some steps from now."""
        return second_factor.code_at(seed, int(self.clock.now().timestamp()) // second_factor.STEP_S + steps)

    def caller(self, staff_no: str) -> Caller:
        """Somebody with the posts that a log-in would give them now."""
        member = self.service.member(staff_no)
        assert member
        return Caller(
            kind="staff", id=staff_no, posts=member.posts, duties=member.duties, session_id=f"session-{staff_no}"
        )

    def open_department(self, code: str = "09", **posts: Role) -> dict[str, Any]:
        """A department with a post for each of `posts`, called by its code."""
        said = tuple(DepartmentPost(post, post, frozenset({role})) for post, role in posts.items())
        return self.departments.register(code, Described("公安局", None, said), system("test"), None)

    def appoint(self, colleague: str, stand_in: str, by: Caller, days: tuple[int, int] = (0, 6)) -> str:
        """Let somebody stand in, from so many days hence to so many."""
        first, last = (self.law.today() + timedelta(days=number) for number in days)
        made = self.stand_ins.appoint(Appointment(colleague, stand_in, first, last, "年休假"), by, None)
        return str(made["stand_in_id"])

    def authorise(self, staff_no: str, **more: Any) -> str:
        """Enter a letter of authorisation for a chief representative, as `a_letter` says."""
        return str(
            self.letters.give(staff_no, a_letter(self.law.today(), **more), system("test"), None)["authority_no"]
        )

    def refused(self, staff_no: str) -> bool:
        """Whether a token that was issued to them a second ago is refused."""
        issued = int(self.clock.now().timestamp()) - 1
        return self.endings.refuses((f"staff:{staff_no}",), issued, at_once=True)


def a_letter(today: date, **more: Any) -> Letter:
    """A letter for all work of department 09 in the division, for two years from today on."""
    return Letter(
        "09", (DIVISION,), ("*",), "授权〔2026〕1号", frozenset(SigningPower), today, today + TWO_YEARS
    )._replace(**more)
