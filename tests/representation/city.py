"""A city whose representation domain works over real tables, with ordinary people and registers that know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.configuration.documents import Representation
from chalicelib.identity.numbers import parse_resident_id
from chalicelib.representation import giving, organisations
from chalicelib.representation.asking import Asked, Grantee
from chalicelib.representation.parts import Parts
from chalicelib.representation.ports import (
    BusinessCheck,
    BusinessOutcome,
    GuardianshipCheck,
    GuardianshipOutcome,
    Known,
)
from chalicelib.representation.rules import Kind, Scope
from chalicelib.representation.service import RepresentationService
from chalicelib.representation.table import RepresentationTable
from chalicelib.shared.access import Caller
from chalicelib.shared.act_table import acts_of
from chalicelib.shared.acts import Act, Recorder
from chalicelib.shared.attempt_table import AttemptTable
from chalicelib.shared.attempts import Attempts
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.builders import a_citizen
from tests.fakes import SECRET, FakeClock

ZHANG = ("张三", "11010519491231002X")
LI = ("李四", "110101199003074514")
WANG = ("王五", "110101199003074506")
ZHAO = ("赵六", "440305198512240021")
ZHOU = ("周八", "510104201006156789")  # born on 15 June 2010
COMPANY = "91350100M000100Y43"
OTHER_COMPANY = "12441500196720244T"
ITEM = "11530102MB0000000X4000701001000"
TODAY = date(2026, 1, 10)


@dataclass
class PeopleInMemory:
    """`People`; whoever is in `persons` has verified."""

    persons: dict[str, Known] = field(default_factory=dict)

    def add(self, person_id: str, who: tuple[str, str]) -> None:
        self.persons[person_id] = Known(person_id, f"salt-{person_id}", *who)

    def known(self, person_id: str) -> Known | None:
        return self.persons.get(person_id)

    def separated(self, person_id: str) -> Mapping[str, str]:
        found = self.persons.get(person_id)
        return found.separated if found else {}

    def parsed(self, number: str) -> str:
        return parse_resident_id(number, TODAY).number

    def person_for(self, name: str, number: str, evidence: str) -> str:
        found = next((one.person_id for one in self.persons.values() if one.number == number), None)
        if found is None:
            self.add(found := f"person-{len(self.persons)}", (name, number))
        return found


@dataclass
class BusinessRegister:
    """Organisations by code: name and legal representative; `state` of those that are no more. `asked` counts."""

    organisations: dict[str, tuple[str, tuple[str, str]]] = field(default_factory=dict)
    state: dict[str, BusinessOutcome] = field(default_factory=dict)
    asked: int = 0

    def check(self, request_no: str, uscc: str, name: str, number: str) -> BusinessCheck:
        self.asked += 1
        if uscc not in self.organisations:
            return BusinessCheck(BusinessOutcome.NOT_FOUND, "B0")
        organisation, representative = self.organisations[uscc]
        if representative != (name, number):
            return BusinessCheck(BusinessOutcome.MISMATCH, "B1")
        outcome = self.state.get(uscc, BusinessOutcome.MATCH)
        return BusinessCheck(outcome, "B2", organisation if outcome is BusinessOutcome.MATCH else None)


@dataclass
class Guardianship:
    """Pairs of guardian and ward."""

    pairs: set[tuple[tuple[str, str], tuple[str, str]]] = field(default_factory=set)
    otherwise: GuardianshipOutcome = GuardianshipOutcome.MISMATCH

    def check(
        self, request_no: str, guardian_name: str, guardian_number: str, ward_name: str, ward_number: str
    ) -> GuardianshipCheck:
        pair = ((guardian_name, guardian_number), (ward_name, ward_number))
        return GuardianshipCheck(GuardianshipOutcome.MATCH if pair in self.pairs else self.otherwise, "G1")


class City:
    """张三 and the others are `person-zhang`…; 李四 is legal representative of COMPANY, 赵六 the guardian of 周八."""

    def __init__(self) -> None:
        self.clock = FakeClock(datetime(2026, 1, 10, 4, tzinfo=UTC))
        self.people = PeopleInMemory()
        for person_id, who in {"zhang": ZHANG, "li": LI, "wang": WANG, "zhao": ZHAO}.items():
            self.people.add(f"person-{person_id}", who)
        self.business = BusinessRegister(
            {COMPANY: ("翠湖科技有限公司", LI), OTHER_COMPANY: ("滇池商贸有限公司", ZHANG)}
        )
        self.guardianship = Guardianship({(ZHAO, ZHOU)})
        self.store = RepresentationTable()
        sealer, law = Sealer(SECRET), LawClock(self.clock)
        self.parts = Parts(
            store=self.store,
            people=self.people,
            business_register=lambda: self.business,
            guardianship=lambda: self.guardianship,
            committer=DynamoCommitter(OnceBook(sealer, self.clock)),
            recorder=Recorder(self.clock, law, lambda: 0),
            sealer=sealer,
            secret=SECRET,
            law=law,
            attempts=Attempts(AttemptTable(), SECRET, self.clock),
            settings=Representation,
        )
        self.service = RepresentationService(self.parts)

    def acts(self, subject: str) -> list[Act]:
        return list(acts_of(subject))

    def company(self, who: str = "li", code: str = COMPANY) -> str:
        """An organisation whose representative has joined it."""
        return str(organisations.join(self.parts, person(who, 3), code, None)["organisation_id"])

    def gives(self, who: str, kind: Kind = Kind.FAMILY, **asked: Any) -> dict[str, Any]:
        level = 3 if kind is Kind.AGENT else 2
        return giving.give(self.parts, person(who, level), asking(kind, **asked), None)


def person(who: str, level: int = 2, account: str = "first") -> Caller:
    """Somebody by one of their accounts."""
    caller = a_citizen(f"person-{who}", level)
    caller.account_id = f"account-{who}-{account}"
    return caller


def asking(kind: Kind = Kind.FAMILY, **asked: Any) -> Asked:
    """An ordinary body: for 王五, everything that can be asked for, for a month."""
    named = asked.pop("named", ZHOU if kind is Kind.GUARDIAN else WANG)
    usual: dict[str, Any] = {
        "organisation_id": None,
        "scope": frozenset(Scope) if kind is not Kind.GUARDIAN else frozenset(),
        "items": None,
        "ends_on": date(2026, 2, 10) if kind is not Kind.GUARDIAN else None,
        "reason": "本人出差",
    }
    return Asked(kind=kind, named=Grantee(*named) if named else None, **{**usual, **asked})
