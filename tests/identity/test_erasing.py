"""What an erased person left in other domains: kept as long as the law wants it, and unreadable from then on."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from chalicelib.cases.adapters.identity import IdentityPeople
from chalicelib.cases.intake import drafts, submission, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.service import CaseService
from chalicelib.identity.persons.closing import Closing, DueClosings
from chalicelib.shared.access import Reach
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.shared.sealing import SealBroken
from tests.cases import scenes
from tests.cases.fakes import memory_parts
from tests.identity.cities import ZHANG
from tests.identity.persons import Town


class TownWithCases(Town):
    """The rest of the city are its cases."""

    def __init__(self) -> None:
        super().__init__()
        cases = memory_parts(clock=self.clock)
        self.cases: Parts = cases._replace(people=IdentityPeople(lambda: self.service, _no_organisations))
        self.service_of_cases = CaseService(cases.cases)
        self.closing = Closing(self.parts, self.service_of_cases)
        self.daily = DueClosings(self.parts, self.service_of_cases)
        self.zhang = self.verified("phone", ZHANG)
        self.zhang.reach = Reach.OWN

    def submitted(self) -> str:
        case_id = scenes.filled(self.cases, self.zhang)
        submission.submit(self.cases, self.zhang, case_id, None)
        return case_id


def _no_organisations() -> NoReturn:
    raise AssertionError


@pytest.fixture
def town() -> TownWithCases:
    return TownWithCases()


def test_an_open_case_comes_first(town: TownWithCases) -> None:
    case_id = town.submitted()
    with pytest.raises(RuleViolation, match="cases_open"):
        town.closing.request(town.zhang, None)
    withdrawing.withdraw(town.cases, town.zhang, case_id, None, None)
    assert town.closing.request(town.zhang, None)["records_kept_until"] == "2056-12-31"


def test_a_draft_keeps_nobody(town: TownWithCases) -> None:
    scenes.drafted(town.cases, town.zhang)
    assert town.closing.request(town.zhang, None)["records_kept_until"] is None


def test_records_open_until_the_law_lets_go_of_them_and_never_after(town: TownWithCases) -> None:
    case_id = town.submitted()
    withdrawing.withdraw(town.cases, town.zhang, case_id, "改主意了", None)
    town.closing.request(town.zhang, None)
    town.later(days=7)
    assert town.two_days() == ["closed", "closed"]
    former = town.service.salt_of(town.zhang.id)
    assert _form(town, case_id) == scenes.FORM
    town.later(days=11_000)
    assert town.day() == ["erased"]
    with pytest.raises(NotFound, match="person_not_found"):
        _form(town, case_id)
    for sealed, context in _sealed(town, case_id):
        assert town.sealer.open(former, sealed, context)
        with pytest.raises(SealBroken):
            town.sealer.open(_salt_now(town), sealed, context)
    assert former not in repr(town.store.items)


def test_the_chains_still_verify(town: TownWithCases) -> None:
    case_id = town.submitted()
    withdrawing.withdraw(town.cases, town.zhang, case_id, None, None)
    town.closing.request(town.zhang, None)
    town.later(days=12_000)
    assert town.two_days() == ["closed", "erased"]
    assert town.whole()
    acts = list(town.cases.cases.acts(f"case#{case_id}"))
    assert verify_chain(f"case#{case_id}", acts).seq == len(acts) == 2


def _form(town: TownWithCases, case_id: str) -> dict[str, Any]:
    file = town.cases.cases.file(case_id)
    assert file
    return drafts.read_form(town.cases, file, handed_in=True)[0]


def _sealed(town: TownWithCases, case_id: str) -> list[tuple[str, str]]:
    """What is sealed of the person: the form, the notice of withdrawal, name and number in their own acts."""
    file = town.cases.cases.file(case_id)
    assert file
    notices = [
        str(act.changes["notice_sealed"])
        for act in town.cases.cases.acts(f"case#{case_id}")
        if "notice_sealed" in act.changes
    ]
    mine = [act.changes for act in town.committer.of(f"person#{town.zhang.id}")]
    return [
        (file.forms[1].sealed, drafts.form_context(file.case, 1)),
        *((notice, f"notice:{case_id}") for notice in notices),
        *((str(changes[what]), what) for changes in mine for what in ("name", "resident_id") if what in changes),
    ]


def _salt_now(town: TownWithCases) -> str:
    person = town.store.person(town.zhang.id)
    assert person
    return person.salt
