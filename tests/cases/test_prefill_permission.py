"""Who may have a draft filled in, by whose consent, and with what of the owner's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.cases.ports import Scope
from chalicelib.shared.errors import Forbidden, NotFound
from tests.builders import a_citizen
from tests.cases import scenes
from tests.cases.prefilling import agreed, begun, handed_in, prefilled

AGENT = "person-li"


def test_without_consent_it_is_told_to_what_and_where_and_nothing_is_read() -> None:
    parts = agreed("person-chen")
    case_id = begun(parts)
    parts.people.profile = None  # type: ignore[assignment, method-assign]
    with pytest.raises(Forbidden, match="consent_needed") as refused:
        prefilled(parts, case_id)
    assert refused.value.params["consents"] == [
        {"purpose": "prefill", "of": "caller", "resource": "POST /v1/me/consents"}
    ]


@pytest.mark.parametrize(("agreeing", "fills"), [("person-zhang", True), (AGENT, False)])
def test_for_another_the_owners_consent_counts(agreeing: str, fills: bool) -> None:
    parts = agreed(agreeing)
    parts.representation.give(AGENT, "person-zhang")  # type: ignore[attr-defined]
    case_id = begun(parts, scenes.applicant(AGENT), f"person-zhang-{AGENT}")
    if fills:
        assert "name" in prefilled(parts, case_id, who=scenes.applicant(AGENT))["form"]
    else:
        with pytest.raises(Forbidden, match="consent_needed") as refused:
            prefilled(parts, case_id, who=scenes.applicant(AGENT))
        assert refused.value.params["consents"][0]["of"] == "owner"  # type: ignore[index]


def test_for_an_organisation_whoever_acts_for_it_agrees() -> None:
    parts = agreed(AGENT)
    parts.representation.give(AGENT, "org-01", "agent")  # type: ignore[attr-defined]
    case_id = begun(parts, scenes.applicant(AGENT), "org-01")
    assert prefilled(parts, case_id, who=scenes.applicant(AGENT))["form"] == {"company": "翠湖科技有限公司"}


def test_an_agent_gets_no_phone_and_of_earlier_ones_only_what_they_may_see() -> None:
    parts = agreed("person-zhang")
    handed_in(parts, {"address": "五华区"})
    parts.representation.give(AGENT, "person-zhang", "family", Scope.APPLY)  # type: ignore[attr-defined]
    case_id = begun(parts, scenes.applicant(AGENT), f"person-zhang-{AGENT}")
    form = prefilled(parts, case_id, who=scenes.applicant(AGENT))["form"]
    assert set(form) == {"name", "number"}
    parts.representation.give(AGENT, "person-zhang")  # type: ignore[attr-defined]
    assert prefilled(parts, case_id, 1, scenes.applicant(AGENT))["form"]["address"] == "五华区"


def test_nothing_comes_from_an_application_that_asked_for_more_than_one_comes_with() -> None:
    parts = agreed()
    parts.items.least_assurance_level = 3  # type: ignore[attr-defined]
    high = a_citizen(level=3)
    high.reach = scenes.applicant().reach
    handed_in(parts, {"address": "五华区"}, high)
    parts.items.least_assurance_level = 2  # type: ignore[attr-defined]
    case_id = begun(parts)
    assert "address" not in prefilled(parts, case_id)["form"]
    assert prefilled(parts, case_id, 1, high)["form"]["address"] == "五华区"


def test_a_form_that_asks_for_a_higher_level_is_not_shown_below_it_by_filling_it_in() -> None:
    parts = agreed()
    parts.items.least_assurance_level = 3  # type: ignore[attr-defined]
    high = a_citizen(level=3)
    high.reach = scenes.applicant().reach
    case_id = begun(parts, high)
    with pytest.raises(Forbidden, match="assurance_level_too_low"):
        prefilled(parts, case_id)
    assert "name" in prefilled(parts, case_id, who=high)["form"]


def test_whoever_was_authorised_by_somebody_below_the_level_gets_nothing_of_it() -> None:
    parts = agreed()
    handed_in(parts, {"address": "五华区"})
    parts.items.least_assurance_level = 3  # type: ignore[attr-defined]
    high, agent = a_citizen(level=3), a_citizen(AGENT, level=3)
    high.reach = agent.reach = scenes.applicant().reach
    parts.wall.move(timedelta(seconds=1))  # type: ignore[attr-defined]
    handed_in(parts, {"address": "翠湖西路"}, high)
    parts.items.least_assurance_level = 2  # type: ignore[attr-defined]
    low = parts.representation.give(AGENT, "person-zhang", level=2)  # type: ignore[attr-defined]
    case_id = begun(parts, agent, low)
    assert prefilled(parts, case_id, who=agent)["form"]["address"] == "五华区"
    parts.representation.give(AGENT, "person-zhang")  # type: ignore[attr-defined]
    assert prefilled(parts, begun(parts, agent, low), who=agent)["form"]["address"] == "翠湖西路"


@pytest.mark.parametrize("who", [scenes.applicant("person-chen"), scenes.clerk()])
def test_nobody_elses_draft(who: object) -> None:
    parts = agreed("person-zhang", "person-chen")
    with pytest.raises(NotFound):
        prefilled(parts, begun(parts), who=who)  # type: ignore[arg-type]
