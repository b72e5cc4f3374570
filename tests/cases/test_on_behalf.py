"""Acting for another: the case is the owner's, the hand is the agent's, and both sides can see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.cases.desk import acceptance
from chalicelib.cases.intake import drafts, materials, submission, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.status import listing, reading, timeline
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from tests.builders import a_citizen
from tests.cases import scenes
from tests.cases.fakes import COMPANY, DIVISION, ITEM, FakeItems, FakeRepresentation, memory_parts

ZHANG, LI, WANG, ORGANISATION = "person-zhang", "person-li", "person-wang", "org-1"
NAMES_NOBODY = ("王五", "张三", COMPANY[1])


def people(parts: Parts) -> FakeRepresentation:
    assert isinstance(parts.representation, FakeRepresentation)
    return parts.representation


def agent(person_id: str = WANG) -> Caller:
    return scenes.applicant(person_id)


def begun(parts: Parts, owner: str = ZHANG, kind: str = "family") -> str:
    """A draft that 王五 began for `owner`."""
    own = people(parts).give(WANG, owner, kind)
    answer = drafts.begin(parts, agent(), ITEM, DIVISION, {}, None, own)
    return str(answer["case_id"])


def ready(parts: Parts, owner: str = ZHANG, kind: str = "family") -> str:
    """The same, filled in by 王五."""
    case_id = begun(parts, owner, kind)
    drafts.save_form(parts, agent(), case_id, scenes.FORM, 0)
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, case_id, slot, who=agent())
    return case_id


def handed_in(parts: Parts, owner: str = ZHANG, kind: str = "family") -> str:
    case_id = ready(parts, owner, kind)
    submission.submit(parts, agent(), case_id, None)
    return case_id


def stored(parts: Parts, case_id: str) -> Case:
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def acts(parts: Parts, case_id: str) -> list[Any]:
    return list(parts.cases.acts(f"case#{case_id}"))


class TestTheCaseIsTheOwners:
    def test_from_the_first_draft_on(self, parts: Parts) -> None:
        case = stored(parts, begun(parts))
        assert case.owner == ZHANG
        assert case.agent is not None
        assert (case.agent.person_id, case.agent.kind) == (WANG, "family")
        assert case.agent.authorisation_id == f"{ZHANG}-{WANG}"

    def test_the_agent_stays_on_it_when_all_is_told_from_its_acts(self, parts: Parts) -> None:
        before = stored(parts, ready(parts))
        submission.submit(parts, agent(), before.case_id, None)
        assert stored(parts, before.case_id).agent == before.agent

    def test_its_acts_say_who_acted_for_whom_by_what_and_name_nobody(self, parts: Parts) -> None:
        case_id = handed_in(parts)
        withdrawing.withdraw(parts, agent(), case_id, "不办了", None)
        for act in acts(parts, case_id):
            assert (act.actor.id, act.on_behalf_of) == (WANG, ZHANG)
            assert act.changes["authority"]["authorisation_id"] == f"{ZHANG}-{WANG}"
            assert not [name for name in NAMES_NOBODY if name in act.canonical]

    def test_the_owner_s_own_acts_say_nothing_of_it(self, parts: Parts) -> None:
        case_id = ready(parts)
        submission.submit(parts, scenes.applicant(ZHANG), case_id, None)
        (act,) = acts(parts, case_id)
        assert (act.actor.id, act.on_behalf_of) == (ZHANG, None)
        assert "authority" not in act.changes
        assert act.changes["agent"]["person_id"] == WANG

    def test_what_is_handed_in_is_sealed_for_the_owner(self, parts: Parts) -> None:
        case_id = handed_in(parts)
        assert reading.full(parts, scenes.applicant(ZHANG), case_id)["form"] == scenes.FORM

    def test_an_organisation_is_looked_up_by_its_credit_code(self, parts: Parts) -> None:
        case = stored(parts, handed_in(parts, ORGANISATION, "agent"))
        assert case.public_no is not None
        assert timeline.look_up(parts, case.public_no, COMPANY[1][-6:])["case_no"] == case.case_no
        with pytest.raises(NotFound):
            timeline.look_up(parts, case.public_no, "074506")

    def test_an_organisation_goes_the_normal_way_where_persons_are_granted_at_once(self) -> None:
        parts = memory_parts(FakeItems(at_once=True))
        assert stored(parts, handed_in(parts, ORGANISATION, "agent")).status is CaseStatus.SUBMITTED


class TestTheAgentsHand:
    def test_an_agent_carries_a_case_through(self, parts: Parts) -> None:
        case_id = handed_in(parts)
        scenes.corrected(parts, case_id, "请补正地址")
        drafts.save_form(parts, agent(), case_id, {**scenes.FORM, "remark": "已补正"}, 0)
        submission.resubmit(parts, agent(), case_id, None)
        assert reading.full(parts, agent(), case_id)["form"]["remark"] == "已补正"
        assert [act.changes.get("authority") is not None for act in acts(parts, case_id)] == [True, False, True]
        withdrawing.withdraw(parts, agent(), case_id, None, None)
        assert stored(parts, case_id).status is CaseStatus.WITHDRAWN

    def test_another_agent_may_go_on_with_it(self, parts: Parts) -> None:
        case_id = ready(parts)
        people(parts).give(LI, ZHANG)
        submission.submit(parts, agent(LI), case_id, None)
        (act,) = acts(parts, case_id)
        assert (act.actor.id, act.changes["agent"]["person_id"]) == (LI, WANG)
        for who in (WANG, LI):
            (listed,) = listing.done_for_others(parts, agent(who), 20, None)["cases"]
            assert (listed["case_id"], listed["status"]) == (case_id, "submitted")

    def test_whoever_was_revoked_stops_at_the_next_request(self, parts: Parts) -> None:
        case_id = ready(parts)
        people(parts).revoke(WANG, ZHANG)
        for attempt in (
            lambda: drafts.save_form(parts, agent(), case_id, scenes.FORM, 1),
            lambda: scenes.uploaded(parts, case_id, "work", who=agent()),
            lambda: submission.submit(parts, agent(), case_id, None),
            lambda: reading.full(parts, agent(), case_id),
            lambda: reading.materials(parts, agent(), case_id),
            lambda: timeline.timeline(parts, agent(), case_id),
        ):
            with pytest.raises(NotFound, match="case_not_found"):
                attempt()
        submission.submit(parts, scenes.applicant(ZHANG), case_id, None)
        with pytest.raises(NotFound, match="case_not_found"):
            withdrawing.withdraw(parts, agent(), case_id, None, None)

    def test_whoever_may_only_see_changes_nothing(self, parts: Parts) -> None:
        case_id = ready(parts)
        people(parts).give(LI, ZHANG, "family", Scope.VIEW)
        assert reading.full(parts, agent(LI), case_id)["form"] == scenes.FORM
        assert reading.material_file(parts, agent(LI), case_id, _material(parts, case_id))["url"]
        for attempt in (
            lambda: drafts.save_form(parts, agent(LI), case_id, scenes.FORM, 1),
            lambda: materials.remove(parts, agent(LI), case_id, _material(parts, case_id)),
            lambda: submission.submit(parts, agent(LI), case_id, None),
        ):
            with pytest.raises(NotFound, match="case_not_found"):
                attempt()
        submission.submit(parts, agent(), case_id, None)
        with pytest.raises(NotFound, match="case_not_found"):
            withdrawing.withdraw(parts, agent(LI), case_id, None, None)

    def test_a_stranger_has_no_part_in_it(self, parts: Parts) -> None:
        case_id = handed_in(parts)
        with pytest.raises(NotFound, match="case_not_found"):
            reading.full(parts, agent(LI), case_id)
        with pytest.raises(NotFound, match="authorisation_not_found"):
            drafts.begin(parts, agent(LI), ITEM, DIVISION, {}, None, f"{ZHANG}-{WANG}")

    def test_the_owner_s_requests_ask_nobody_for_authority(self, parts: Parts) -> None:
        nobody = parts._replace(representation=None)  # type: ignore[arg-type]
        case_id = scenes.submitted(nobody)
        reading.full(nobody, scenes.applicant(), case_id)
        timeline.timeline(nobody, scenes.applicant(), case_id)
        assert listing.mine(nobody, scenes.applicant(), 20, None)["cases"]
        acceptance.accept(nobody, scenes.clerk(), case_id, None)
        withdrawing.withdraw(nobody, scenes.applicant(), case_id, None, None)


def _material(parts: Parts, case_id: str) -> str:
    file = parts.cases.file(case_id)
    assert file is not None
    return file.materials[0].material_id


class TestWhoMayApply:
    def test_an_item_for_organisations_is_not_a_persons_to_apply_for(self) -> None:
        parts = memory_parts(FakeItems(applicant_types=("legal_person", "individual_business")))
        with pytest.raises(RuleViolation, match="item_for_organisations_only"):
            scenes.drafted(parts)
        with pytest.raises(RuleViolation, match="item_for_organisations_only"):
            begun(parts)
        assert stored(parts, begun(parts, ORGANISATION, "agent")).owner == ORGANISATION

    def test_an_item_for_persons_is_not_an_organisation_s(self) -> None:
        parts = memory_parts(FakeItems(applicant_types=("natural_person",)))
        with pytest.raises(RuleViolation, match="item_for_persons_only"):
            begun(parts, ORGANISATION, "agent")
        assert stored(parts, begun(parts)).owner == ZHANG

    def test_a_child_is_sent_to_the_guardian_who_then_does_it(self, parts: Parts) -> None:
        parts.people.numbers[ZHANG] = "110101201804010035"  # type: ignore[attr-defined]
        with pytest.raises(RuleViolation, match="guardian_needed"):
            scenes.drafted(parts)
        case_id = ready(parts, kind="guardian")
        with pytest.raises(RuleViolation, match="guardian_needed"):
            submission.submit(parts, scenes.applicant(ZHANG), case_id, None)
        submission.submit(parts, agent(), case_id, None)
        scenes.corrected(parts, case_id)
        with pytest.raises(RuleViolation, match="guardian_needed"):
            submission.resubmit(parts, scenes.applicant(ZHANG), case_id, None)


class TestBothSides:
    def test_the_owner_finds_it_with_the_agent(self, parts: Parts) -> None:
        case_id = handed_in(parts)
        (listed,) = listing.mine(parts, scenes.applicant(ZHANG), 20, None)["cases"]
        assert listed["agent"] == {"kind": "family", "authorisation_id": f"{ZHANG}-{WANG}", "name": "王*"}
        assert reading.full(parts, scenes.applicant(ZHANG), case_id)["agent"] == listed["agent"]
        assert listing.mine(parts, agent(), 20, None)["cases"] == []

    def test_the_agent_finds_it_with_the_owner(self, parts: Parts) -> None:
        case_id = handed_in(parts)
        (listed,) = listing.done_for_others(parts, agent(), 20, None)["cases"]
        assert (listed["case_id"], listed["status"], listed["may_view"]) == (case_id, "submitted", True)
        assert listed["principal"] == {"principal_id": ZHANG, "kind": "person", "name": "张*"}
        assert listing.done_for_others(parts, scenes.applicant(ZHANG), 20, None)["cases"] == []

    def test_once_revoked_the_agent_still_finds_that_they_did_it_and_no_more(self, parts: Parts) -> None:
        case_id = handed_in(parts)
        people(parts).revoke(WANG, ZHANG)
        (listed,) = listing.done_for_others(parts, agent(), 20, None)["cases"]
        assert (listed["case_id"], listed["may_view"]) == (case_id, False)
        assert listed.keys() == {"case_id", "item_code", "item_name", "created_at", "principal", "may_view"}

    @pytest.mark.parametrize(
        ("kind", "by"),
        [("family", "代办人"), ("guardian", "监护人"), ("agent", "经办人"), ("legal_representative", "法定代表人")],
    )
    def test_the_timeline_tells_both_who_did_what_for_whom(self, parts: Parts, kind: str, by: str) -> None:
        case_id = handed_in(parts, kind=kind)
        acceptance.accept(parts, scenes.clerk(), case_id, None)
        for who in (scenes.applicant(ZHANG), agent()):
            told, accepted = timeline.timeline(parts, who, case_id)["entries"]
            assert (told["by"], told["agent"], told["on_behalf_of"]) == (by, "王*", "张*")
            assert "agent" not in accepted

    def test_staff_are_told_too(self, parts: Parts) -> None:
        case_id = handed_in(parts)
        assert reading.full(parts, scenes.clerk(), case_id)["agent"]["name"] == "王*"
        (told,) = timeline.timeline(parts, scenes.clerk(), case_id)["entries"]
        assert told["agent"] == "王*"

    @pytest.mark.parametrize("limit", [1, 2, 5])
    def test_the_agent_reads_them_in_parts(self, parts: Parts, limit: int) -> None:
        made = [begun(parts), begun(parts, LI), handed_in(parts, ORGANISATION, "agent")]
        found: list[str] = []
        cursor: str | None = None
        for _ in range(9):
            page = listing.done_for_others(parts, agent(), limit, cursor)
            found += [case["case_id"] for case in page["cases"]]
            if (cursor := page["next_cursor"]) is None:
                break
        assert sorted(found) == sorted(made)

    def test_a_draft_goes_from_both_lists_at_one_time(self, parts: Parts) -> None:
        begun(parts)
        parts.wall.move(timedelta(days=31))  # type: ignore[attr-defined]
        assert listing.mine(parts, scenes.applicant(ZHANG), 20, None)["cases"] == []
        assert listing.done_for_others(parts, agent(), 20, None)["cases"] == []

    def test_an_organisation_s_cases_are_listed_for_whoever_may_see_them_all(self, parts: Parts) -> None:
        case_id = handed_in(parts, ORGANISATION, "agent")
        (listed,) = listing.of_organisation(parts, agent(), ORGANISATION, 20, None)["cases"]
        assert listed["case_id"] == case_id
        with pytest.raises(NotFound, match="organisation_not_found"):
            listing.of_organisation(parts, agent(LI), ORGANISATION, 20, None)


def test_whoever_was_authorised_by_somebody_below_the_level_reads_nothing_of_it() -> None:
    parts = memory_parts()
    case_id = begun(parts)
    held = parts.cases.case(case_id)
    assert held
    parts.committer.commit(lambda: Change(parts.cases.save(held, held._replace(least_assurance_level=3))), None)
    people(parts).give(WANG, ZHANG, level=2)
    high = a_citizen(WANG, level=3)
    high.reach = agent().reach
    with pytest.raises(Forbidden, match="authorisation_given_below_level"):
        reading.full(parts, high, case_id)
    people(parts).give(WANG, ZHANG, level=3)
    assert reading.full(parts, high, case_id)["case_id"] == case_id
