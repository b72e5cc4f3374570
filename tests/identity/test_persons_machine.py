"""Accounts, persons and numbers under everything that can happen to them, against a model of three dictionaries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chalicelib.identity.persons.records import PersonState
from chalicelib.shared.access import Caller
from chalicelib.shared.clocks import civil_date
from chalicelib.shared.errors import ServiceError
from tests.identity.cities import LI, ZHANG
from tests.identity.persons import Held, Town

USERS = st.sampled_from(["one", "two", "three"])
PEOPLE = st.sampled_from([ZHANG, LI])
KEPT_UNTIL = date(2030, 12, 31)


def refused(do: Callable[[], object]) -> str | None:
    """The code with which the city refuses, or None."""
    try:
        do()
    except ServiceError as refusal:
        return refusal.code
    return None


class Persons(RuleBasedStateMachine):
    """`owner` is who holds a number, `of` whom a user's account belongs to: what the city must come to as well."""

    def __init__(self) -> None:
        super().__init__()
        self.town = Town()
        self.owner: dict[str, str] = {}
        self.of: dict[str, str] = {}
        self.closing: dict[str, date] = {}
        self.closed: dict[str, date] = {}
        self.gone: dict[str, str] = {}
        self.sessions: list[tuple[str, Caller, str]] = []
        self.over: set[str] = set()
        self.salts: dict[str, str] = {}

    @rule(user=USERS)
    def logs_in(self, user: str) -> None:
        pair = self.town.log_in(user)
        caller = self.town.service.authenticate(pair["access_token"])
        assert caller.id == self.of.setdefault(user, caller.id)
        assert caller.id not in self.gone
        self.sessions.append((user, caller, pair["refresh_token"]))
        self._pass()

    @rule(user=USERS, who=PEOPLE)
    def verifies(self, user: str, who: tuple[str, str]) -> None:
        caller, number = self._now(user), who[1]
        own = self.of[user]
        another = own in self.owner.values() and self.owner.get(number) != own
        refusal = refused(lambda: self.town.verifications.verify(caller, *who, None))
        assert refusal == ("account_belongs_to_another" if another else None)
        if not refusal:
            self._joins(user, number)
        self._pass()

    @rule(user=USERS, who=PEOPLE)
    def is_confirmed_at_a_window(self, user: str, who: tuple[str, str]) -> None:
        caller, number = self._now(user), who[1]
        own = self.of[user]
        code = self.town.desk.begin(caller, None)["confirmation_code"]
        another = own in self.owner.values() and self.owner.get(number) != own
        refusal = refused(lambda: self.town.present(who, code))
        assert refusal == ("account_belongs_to_another" if another else None)
        if not refusal:
            self._joins(user, number)
        self._pass()

    @rule(user=USERS, other=USERS)
    def lets_go(self, user: str, other: str) -> None:
        caller = self._now(user)
        own = self.of[user]
        expected = None if own in self.owner.values() else "nothing_to_unbind"
        if expected is None and self._outranked(user, other):
            expected = "assurance_level_too_low"
        expected = expected if self.of.get(other) == own else "account_not_found"
        assert refused(lambda: self.town.accounts.unbind(caller, self.town.account_of(other), None)) == expected
        if expected is None:
            self._parted(other)
        self._pass()

    @rule(user=USERS)
    def is_split(self, user: str) -> None:
        own = self.of.get(user, "nobody")
        expected = None if own in self.owner.values() else "person_not_found"
        account = self.town.account_of(user)
        assert refused(lambda: self.town.accounts.split(self.town.manager, own, account, "misused", None)) == expected
        if expected is None:
            self._parted(user)
        self._pass()

    @rule(user=USERS, open_cases=st.booleans())
    def asks_to_close(self, user: str, open_cases: bool) -> None:
        caller, own = self._now(user), self.of[user]
        before = self.town.records.held.get(own, Held())
        self.town.records.held[own] = before._replace(open_cases=int(open_cases))
        refusal = refused(lambda: self.town.closing.request(caller, None))
        outranked = any(self._outranked(user, other, closing=True) for other, of in self.of.items() if of == own)
        assert refusal == ("assurance_level_too_low" if outranked else "cases_open" if open_cases else None)
        if not refusal:
            self.closing.setdefault(own, self.town.parts.law.today() + timedelta(days=7))
        self.town.records.held[own] = before
        self._pass()

    @rule(user=USERS)
    def takes_it_back(self, user: str) -> None:
        caller, own = self._now(user), self.of[user]
        refusal = refused(lambda: self.town.closing.withdraw(caller, None))
        assert refusal == (None if own in self.closing else "closing_not_requested")
        self.closing.pop(own, None)
        self._pass()

    @rule(user=USERS)
    def has_a_case_that_must_be_kept(self, user: str) -> None:
        if self.of.get(user) in self.owner.values():
            self.town.records.held[self.of[user]] = Held(0, KEPT_UNTIL)

    @rule(days=st.sampled_from([1, 8, 8, 2000]))
    def days_pass(self, days: int) -> None:
        self.town.later(days=days)
        self.town.day()
        today = self.town.parts.law.today()
        for person in [person for person, day in self.closed.items() if day <= today]:
            kept = self.town.records.held.get(person, Held()).keep_until
            if kept and kept >= today:
                self.closed[person] = kept + timedelta(days=1)
            else:
                self._erased(person)
        for person in [person for person, day in self.closing.items() if day <= today]:
            del self.closing[person]
            for user in [user for user, of in self.of.items() if of == person]:
                self._signed_out(user)
                del self.of[user]
            self.closed[person] = civil_date(self.town.clock.now() + timedelta(hours=1)) + timedelta(days=1)

    @precondition(lambda self: self.sessions)
    @rule(data=st.data())
    def goes_on_with_an_old_session(self, data: st.DataObject) -> None:
        user, caller, refresh = data.draw(st.sampled_from(self.sessions))
        if refused(lambda: self.town.accounts.of(caller)) is None:
            assert caller.id == self.of[user]
        pair: list[str] = []
        self.sessions.remove((user, caller, refresh))
        refusal = refused(lambda: pair.append(self.town.sessions.refresh(refresh)["access_token"]))
        assert refusal or refresh not in self.over
        if not refusal:
            assert self.town.service.authenticate(pair[0]).id == self.of[user]
        self._pass()

    @invariant()
    def every_number_is_one_persons(self) -> None:
        held = {key[1]: claim.value for key, claim in self.town.store.items.items() if key[0] == "number"}
        assert sorted(held.values()) == sorted(self.owner.values())
        assert len(set(held.values())) == len(held)

    @invariant()
    def every_account_is_one_persons_and_they_know_of_it(self) -> None:
        items = self.town.store.items
        persons = {key[1]: item for key, item in items.items() if key[0] == "person"}
        accounts = {key[1]: item.person_id for key, item in items.items() if key[0] == "account"}
        assert accounts == {self.town.account_of(user): person for user, person in self.of.items()}
        listed = [(account, person_id) for person_id, person in persons.items() for account in person.accounts]
        assert sorted(listed) == sorted(accounts.items())
        for person_id in accounts.values():
            assert persons[person_id].state in (PersonState.ACTIVE, PersonState.CLOSING)

    @invariant()
    def chains_are_whole_and_salts_go_with_whom_they_were_of(self) -> None:
        assert self.town.whole()
        known = repr(self.town.store.items)
        for person_id, salt in self.gone.items():
            person = self.town.store.person(person_id)
            assert person
            assert (person.state, person.salt, person.name) == (PersonState.ERASED, "", None)
            assert salt not in known

    def _now(self, user: str) -> Caller:
        """The user with a token of this moment; a new user is somebody new."""
        caller = self.town.citizen(user)
        assert caller.id == self.of.setdefault(user, caller.id)
        person = self.town.store.person(caller.id)
        assert person
        self.salts[caller.id] = person.salt
        return caller

    def _level(self, user: str) -> int:
        account = self.town.store.account(self.town.account_of(user))
        return account.level if account else 0

    def _outranked(self, user: str, other: str, *, closing: bool = False) -> bool:
        """Whether `other` stands higher, or came before one whom nobody has seen, or the person was seen before."""
        mine, its = (self.town.store.account(self.town.account_of(whose)) for whose in (user, other))
        if mine is None or its is None:
            return False
        seen = self.town.store.person(self.of[user]).seen_at  # type: ignore[union-attr]
        known_before = bool(seen) and seen < mine.joined_at
        before = its.joined_at < mine.joined_at or (known_before and (user != other or closing))
        return its.level > mine.level or (before and mine.level < 3)

    def _joins(self, user: str, number: str) -> None:
        own, holder = self.of[user], self.owner.setdefault(number, self.of[user])
        if own != holder:
            self.of[user] = holder
            self._erased(own)
        self.closed.pop(holder, None)

    def _parted(self, user: str) -> None:
        account = self.town.store.account(self.town.account_of(user))
        assert account
        assert account.person_id != self.of[user]
        assert account.level <= 1
        self._signed_out(user)
        self.of[user] = account.person_id

    def _signed_out(self, user: str) -> None:
        self.over.update(refresh for whose, _, refresh in self.sessions if whose == user)

    def _erased(self, person: str) -> None:
        self.closed.pop(person, None)
        self.closing.pop(person, None)
        self.owner = {number: owner for number, owner in self.owner.items() if owner != person}
        self.gone[person] = self.salts[person]

    def _pass(self) -> None:
        """So much that nobody verifies more often in a day than they may."""
        self.town.later(hours=3)


Persons.TestCase.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
TestPersons = Persons.TestCase
