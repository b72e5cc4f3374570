"""An organisation and its legal representative: the business register decides, and there is one at a time."""

from __future__ import annotations

import pytest

from chalicelib.representation import organisations
from chalicelib.representation.ports import BusinessOutcome
from chalicelib.representation.rules import Kind, Scope
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation
from tests.representation.city import COMPANY, ITEM, WANG, City, person

NEVER_FOUNDED = "91110000600037341L"


def test_a_match_records_the_caller_as_legal_representative(city: City) -> None:
    joined = organisations.join(city.parts, person("li", 3), f" {COMPANY.lower()} ", None)
    assert (joined["name"], joined["uscc"]) == ("翠湖科技有限公司", COMPANY)
    listed = organisations.listed(city.parts, person("li"), 20, None)
    assert listed == {"organisations": [joined], "next_cursor": None}
    authority = city.service.authority(person("li"), joined["organisation_id"], ITEM, Scope.APPLY)
    assert authority is not None
    assert (authority.kind, authority.authorisation_id) == (Kind.LEGAL_REPRESENTATIVE, None)


def test_its_act_says_for_whom_on_what_evidence_and_nothing_in_clear(city: City) -> None:
    own = city.company()
    (act,) = city.acts(f"organisation#{own}")
    assert (act.type, act.actor.id, act.on_behalf_of) == (
        "organisation.representative_registered",
        "person-li",
        own,
    )
    assert (act.changes["evidence"], act.changes["replaced"]) == ("B2", None)
    assert COMPANY not in act.canonical
    assert "翠湖" not in act.canonical


def test_a_code_is_one_organisation_and_a_new_representative_replaces_the_former(city: City) -> None:
    own = city.company()
    city.business.organisations[COMPANY] = ("翠湖科技有限公司", WANG)
    assert city.company("wang") == own
    acts = city.acts(f"organisation#{own}")
    assert [act.type.partition(".")[2] for act in acts] == ["representative_registered", "representative_replaced"]
    assert (acts[1].changes["representative"], acts[1].changes["replaced"]) == ("person-wang", "person-li")
    verify_chain(f"organisation#{own}", acts)
    assert organisations.listed(city.parts, person("li"), 20, None)["organisations"] == []
    assert city.service.authority(person("li"), own, ITEM, Scope.VIEW) is None


def test_joining_again_changes_nothing(city: City) -> None:
    own = city.company()
    assert city.company() == own
    assert len(city.acts(f"organisation#{own}")) == 1


def test_a_repeated_request_asks_the_register_once(city: City) -> None:
    once = Once("citizen:person-li", "POST /v1/me/organisations", "k", "b")
    first = organisations.join(city.parts, person("li", 3), COMPANY, once)
    assert organisations.join(city.parts, person("li", 3), COMPANY, once)["organisation_id"] == first["organisation_id"]
    assert len(city.acts(f"organisation#{first['organisation_id']}")) == 1


@pytest.mark.parametrize(("who", "code"), [("zhao", COMPANY), ("li", NEVER_FOUNDED)])
def test_another_s_company_and_none_at_all_get_one_answer(city: City, who: str, code: str) -> None:
    with pytest.raises(RuleViolation, match="representative_not_confirmed"):
        city.company(who, code)
    assert organisations.listed(city.parts, person(who), 20, None)["organisations"] == []


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (BusinessOutcome.REVOKED, "organisation_revoked"),
        (BusinessOutcome.DEREGISTERED, "organisation_deregistered"),
    ],
)
def test_an_organisation_that_is_no_more_is_refused_with_the_reason(
    city: City, outcome: BusinessOutcome, code: str
) -> None:
    city.business.state[COMPANY] = outcome
    with pytest.raises(RuleViolation, match=code):
        city.company()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "uscc_empty"),
        ("91350100M000100Y4", "uscc_wrong_length"),
        ("91350100M000100Y44", "uscc_check_character_wrong"),
        ("9135O100M000100Y43", "uscc_letter_not_used"),
        ("9135 0100M000100Y43", "uscc_inner_blank"),
    ],
)
def test_a_code_that_was_never_issued_is_told_by_its_fault_and_not_asked_for(city: City, text: str, fault: str) -> None:
    with pytest.raises(Invalid) as refused:
        city.company(code=text)
    assert [(found.pointer, found.code) for found in refused.value.faults] == [("/uscc", fault)]
    assert city.business.asked == 0


def test_the_representative_may_give_it_up_and_come_back(city: City) -> None:
    own = city.company()
    left = organisations.leave(city.parts, person("li", 3), own, None)
    assert left["is_representative"] is False
    assert organisations.listed(city.parts, person("li"), 20, None)["organisations"] == []
    assert city.service.authority(person("li"), own, ITEM, Scope.VIEW) is None
    assert city.company() == own
    assert [act.type.partition(".")[2] for act in city.acts(f"organisation#{own}")] == [
        "representative_registered",
        "representative_departed",
        "representative_registered",
    ]


def test_nobody_else_can_give_it_up(city: City) -> None:
    own = city.company()
    for stranger in ("wang", "zhang"):
        with pytest.raises(NotFound):
            organisations.leave(city.parts, person(stranger), own, None)
    with pytest.raises(NotFound):
        organisations.leave(city.parts, person("li"), "org-01KAJ00000000000000000000", None)


def test_somebody_with_many_organisations_reads_them_in_parts(city: City) -> None:
    own = {city.company()}
    city.business.organisations["12441500196720244T"] = ("滇池商贸有限公司", ("李四", "110101199003074514"))
    own.add(city.company(code="12441500196720244T"))
    first = organisations.listed(city.parts, person("li"), 1, None)
    second = organisations.listed(city.parts, person("li"), 1, first["next_cursor"])
    found = {entry["organisation_id"] for page in (first, second) for entry in page["organisations"]}
    assert found == own


@pytest.mark.parametrize("outcome", [BusinessOutcome.MISMATCH, BusinessOutcome.REVOKED, BusinessOutcome.DEREGISTERED])
def test_whom_the_register_no_longer_confirms_represents_nobody(city: City, outcome: BusinessOutcome) -> None:
    own = city.company()
    if outcome is BusinessOutcome.MISMATCH:
        city.business.organisations[COMPANY] = ("翠湖科技有限公司", WANG)
    city.business.state[COMPANY] = outcome
    with pytest.raises(RuleViolation):
        city.company()
    assert city.service.authority(person("li", 3), own, ITEM, Scope.VIEW) is None
    assert organisations.listed(city.parts, person("li", 3), 20, None)["organisations"] == []
    acts = city.acts(f"organisation#{own}")
    verify_chain(f"organisation#{own}", acts)
    assert (acts[-1].type, acts[-1].changes["outcome"], acts[-1].on_behalf_of) == (
        "organisation.representative_refuted",
        str(outcome),
        own,
    )
    with pytest.raises(RuleViolation):
        city.company()
    assert len(city.acts(f"organisation#{own}")) == 2


def test_another_s_wrong_guess_and_a_gap_in_the_register_end_nothing(city: City) -> None:
    own = city.company()
    with pytest.raises(RuleViolation):
        city.company("zhao")
    del city.business.organisations[COMPANY]
    with pytest.raises(RuleViolation):
        city.company()
    assert city.service.authority(person("li"), own, ITEM, Scope.APPLY)
