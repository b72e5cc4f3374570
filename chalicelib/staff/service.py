"""The public door of the directory of staff: who they are today, and whether somebody is who they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import Clock
from chalicelib.shared.sealing import Sealer
from chalicelib.staff.authority import Signing, SigningAuthority, SigningPower
from chalicelib.staff.colleagues import Colleague, Work, colleague
from chalicelib.staff.members import Member, Members
from chalicelib.staff.passwords import DECOY, Policy, lapsed, password_fits
from chalicelib.staff.ports import StaffStore
from chalicelib.staff.records import SEED_SEAL, File
from chalicelib.staff.second_factor import DECOY_SEED, step_of

__all__ = ["LOG_IN_ATTEMPTS", "Colleague", "Member", "SigningAuthority", "SigningPower", "StaffService"]

LOG_IN_ATTEMPTS = "staff log-in"
"""The purpose under which failed log-ins are counted, by staff number: what an administrator unlocks."""

COLLEAGUES = 500
"""So many of a department's staff are looked through for who could do a piece of work, by number."""
_AT_ONCE = 100


class StaffService:
    """Checks credentials; tells posts, who may sign, and who could do a piece of work."""

    def __init__(
        self,
        store: StaffStore,
        committer: Committer,
        sealer: Sealer,
        clock: Clock,
        today: Callable[[], date],
        members: Members,
        policy: Callable[[], Policy],
    ) -> None:
        self._store = store
        self._committer = committer
        self._sealer = sealer
        self._clock = clock
        self._today = today
        self._members = members
        self._policy = policy

    def member(self, staff_no: str) -> Member | None:
        """Whoever works under that number today; None for an unknown number and for a leaver."""
        file = self._store.file(staff_no, self._today())
        return self._members.of(file) if file and file.staff.active else None

    def department_names(self, codes: Iterable[str]) -> dict[str, str]:
        """The names of those of the departments that are registered, by code: one read, for 100 codes at most."""
        return {code: department.name for code, department in self._store.departments(codes).items()}

    def at_work(self, staff_nos: Iterable[str]) -> frozenset[str]:
        """Those of the numbers under which somebody works: one read, for 100 at most."""
        return frozenset(number for number, staff in self._store.several(staff_nos).items() if staff.active)

    def signing_authority(
        self, caller: Caller, on: date, *, power: SigningPower, department: str, division: str, item_code: str
    ) -> SigningAuthority | None:
        """The authority (签发授权) under which the caller may sign that on a civil date; None: they may not.

        Post and letter are of one person: the caller, or else a colleague for whom they stand in, and for whom they
        act from then on. One consistent read.
        """
        holders = caller.holders(Role.CHIEF_REPRESENTATIVE, division, department)
        held = self._store.several_authorities(holders) if holders else {}
        wanted = Signing(power, department, division, item_code)
        letters = (held[number].covering(wanted, on) for number in holders if number in held)
        if found := next(filter(None, letters), None):
            caller.act_for(found.staff_no)
        return found

    def colleagues(self, department: str, division: str, role: Role, on: date) -> tuple[Colleague, ...]:
        """Who holds a post of their own for that work, by number; whoever is away that day is marked.

        Who is away is left out where the stand-in has left. A read of the department, one or more of each list of its
        staff and of those for all departments, and a BatchGet for each 100 of them and for the stand-ins: a unit for
        each of the first `COLLEAGUES`.
        """
        return self._of(self._numbers(department), Work(department, division, role), on)

    def colleague(self, staff_no: str, department: str, division: str, role: Role, on: date) -> Colleague | None:
        """The same of one number alone: None unless they hold such a post. Two reads, three for who is away."""
        return next(iter(self._of([staff_no], Work(department, division, role), on)), None)

    def _of(self, numbers: Sequence[str], work: Work, on: date) -> tuple[Colleague, ...]:
        departments = self._store.departments((work.department,))
        pages = (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))
        known = (staff for page in pages for _, staff in sorted(self._store.several(page).items()))
        found = [one for staff in known if (one := colleague(staff, work, departments, on))]
        there = self.at_work({one.away for one in found if one.away})
        return tuple(one for one in found if one.away is None or one.away in there)

    def checked(self, staff_no: str, password: str, totp_code: str | None = None) -> Member | None:
        """The member whom number, password and one-time code prove; else None, after the same time for any reason.

        A temporary password that was not changed in time is as wrong as any other.
        """
        looked_at, policy = self._clock.now(), self._policy()
        file = self._store.file(staff_no, self._today())
        fits = password_fits(password, file.credentials.password if file else DECOY)
        step = self._step(file, totp_code or "")
        if file is None or not (fits and file.staff.active) or lapsed(file.credentials, policy, looked_at):
            return None
        if file.credentials.seed and not (step and self._spent(staff_no, step)):
            return None
        return self._members.of(file)._replace(looked_at=looked_at)

    def _numbers(self, department: str) -> list[str]:
        """Who is listed with a department, and with all of them, by number."""
        listed = {number for code in (department, "*") for number in self._listed(code)}
        return sorted(listed)[:COLLEAGUES]

    def _listed(self, code: str) -> Iterator[str]:
        position: dict[str, str] | None = None
        for _ in range(COLLEAGUES // _AT_ONCE):
            page = self._store.listed(code, None, _AT_ONCE, position)
            yield from page.entries
            position = page.next
            if position is None:
                return

    def _step(self, file: File | None, code: str) -> int | None:
        """The step whose code it is; worked out even where there is no second factor."""
        sealed = file.credentials.seed if file else None
        seed = self._sealer.open(file.staff.salt, sealed, SEED_SEAL) if file and sealed else DECOY_SEED
        return step_of(seed, code, self._clock.now(), file.credentials.last_step if file else 0)

    def _spent(self, staff_no: str, step: int) -> bool:
        """Use the code up. Of two log-ins with the same one, at the same moment even, one gets through."""

        def decide() -> Change:
            known = self._store.credentials(staff_no)
            if known is None or step <= known.last_step:
                return Change(answer={"spent": False})
            return Change((self._store.save_credentials(known._replace(last_step=step)),), answer={"spent": True})

        return bool(self._committer.commit(decide, None)["spent"])
