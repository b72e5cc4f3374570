"""窗口收件: a clerk takes an application in from somebody who stands before them, and it is that person's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.cases.desk import acceptance
from chalicelib.cases.history import evolve
from chalicelib.cases.intake import at_window, drafts, materials, submission, withdrawing
from chalicelib.cases.intake.at_window import Asked
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Collection
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.status import listing, reading, timeline
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from tests.cases import scenes
from tests.cases.fakes import DIVISION, ITEM, FakeItems
from tests.cases.windows import CHILD, WINDOW, at_the_window, clock, counter, scanned, taken_in
from tests.fakes import FakeClock

__all__ = ["clock", "counter"]


def the_case(parts: Parts, case_id: str) -> Case:
    found = parts.cases.case(case_id)
    assert found
    return found


def test_the_draft_is_the_persons_own_and_says_where_it_was_taken_in(counter: Parts) -> None:
    begun = at_the_window(counter)
    case = the_case(counter, begun["case_id"])
    assert (case.owner, case.channel, case.agent) == ("person-zhang", "window", None)
    assert case.collection == Collection("S001", DIVISION, WINDOW)
    assert begun["taken_in"] == {"staff_no": "S001", "division_code": DIVISION, "window_id": WINDOW}
    assert begun["documents"] == f"/v1/cases/{case.case_id}/documents"
    listed = listing.mine(counter, scenes.applicant(), 10, None)["cases"]
    assert [one["case_id"] for one in listed] == [case.case_id]


def test_who_was_seen_stands_at_level_4_for_every_item(counter: Parts) -> None:
    items: FakeItems = counter.items  # type: ignore[assignment]
    items.least_assurance_level = 4
    with pytest.raises(Forbidden, match="assurance_level_too_low"):
        scenes.drafted(counter)
    assert submission.submit(counter, scenes.clerk(), taken_in(counter), None)["status"] == "submitted"


def test_an_item_that_is_not_offered_online_is_taken_in(counter: Parts) -> None:
    items: FakeItems = counter.items  # type: ignore[assignment]
    items.online, items.channels = False, ("window",)
    assert submission.submit(counter, scenes.clerk(), taken_in(counter), None)["channel"] == "window"


def test_an_item_that_no_window_takes_is_refused(counter: Parts) -> None:
    counter.items.channels = ("miniprogram",)  # type: ignore[attr-defined]
    with pytest.raises(RuleViolation, match="item_not_by_this_channel"):
        at_the_window(counter)


def test_the_acts_name_the_clerk_as_actor_for_the_person(counter: Parts) -> None:
    case_id = taken_in(counter)
    submission.submit(counter, scenes.clerk(), case_id, None)
    (act,) = counter.cases.acts(f"case#{case_id}")
    assert (act.actor.id, act.actor.role, act.channel) == ("S001", "clerk", "window")
    assert act.on_behalf_of == "person-zhang"
    assert act.changes["collection"]["window_id"] == WINDOW  # type: ignore[index]
    assert str(act.changes["document_no"]).startswith("receipt-")
    stored = the_case(counter, case_id)
    assert evolve(None, act.type, act.changes, act.law_time, act.seq, act.hash) == stored._replace(version=0)
    (entry,) = timeline.timeline(counter, scenes.applicant(), case_id)["entries"]
    assert (entry["by"], entry["channel"]) == ("工作人员", "window")


def test_free_help_with_form_and_scans_stays_visible(counter: Parts) -> None:
    case_id = taken_in(counter)
    own = scanned(counter, case_id, "work", scenes.applicant())
    listed = reading.materials(counter, scenes.applicant(), case_id)["materials"]
    by_id = {one["material_id"]: one["entered_by"] for one in listed}
    assert by_id.pop(own) == "applicant"
    assert set(by_id.values()) == {"staff"}
    file = counter.cases.file(case_id)
    assert file
    assert file.forms[1].entered_by == "S001"


def test_the_person_goes_on_online(counter: Parts) -> None:
    case_id = taken_in(counter)
    assert submission.submit(counter, scenes.applicant(), case_id, None)["status"] == "submitted"
    scenes.corrected(counter, case_id)
    scanned(counter, case_id, "lease", scenes.applicant())
    submission.resubmit(counter, scenes.applicant(), case_id, None)
    withdrawing.withdraw(counter, scenes.applicant(), case_id, None, None)
    actors = [act.actor.role for act in counter.cases.acts(f"case#{case_id}")]
    assert actors == ["citizen", "clerk", "citizen", "citizen"]


def test_in_a_correction_the_window_helps_again(counter: Parts) -> None:
    case_id = taken_in(counter)
    submission.submit(counter, scenes.clerk(), case_id, None)
    scenes.corrected(counter, case_id)
    scanned(counter, case_id, "lease")
    submission.resubmit(counter, scenes.clerk(), case_id, None)
    last = list(counter.cases.acts(f"case#{case_id}"))[-1]
    assert (last.type, last.actor.id, last.on_behalf_of) == ("case.resubmitted", "S001", "person-zhang")


def test_the_clerk_reads_what_is_being_filled_in_and_leaves_an_access_act(counter: Parts) -> None:
    case_id = taken_in(counter)
    shown = reading.full(counter, scenes.clerk(), case_id)
    assert (shown["form"], len(shown["materials"])) == (scenes.FORM, 2)
    assert counter.people.reads == [("S001", "person-zhang", "case")]  # type: ignore[attr-defined]


def test_editing_the_same_version_of_the_form_twice_is_refused(counter: Parts) -> None:
    case_id = taken_in(counter)
    drafts.save_form(counter, scenes.applicant(), case_id, {**scenes.FORM, "remark": "online"}, 1)
    with pytest.raises(Exception, match="version_stale"):
        drafts.save_form(counter, scenes.clerk(), case_id, scenes.FORM, 1)


def test_a_child_whose_guardian_came_along_applies_at_the_window_alone(counter: Parts) -> None:
    with pytest.raises(RuleViolation, match="guardian_needed"):
        scenes.drafted(counter, scenes.applicant(CHILD))
    case_id = taken_in(counter, CHILD)
    with pytest.raises(RuleViolation, match="guardian_needed"):
        submission.submit(counter, scenes.applicant(CHILD), case_id, None)
    assert submission.submit(counter, scenes.clerk(), case_id, None)["status"] == "submitted"


def test_who_is_present_may_apply_for_another_as_they_may_online(counter: Parts) -> None:
    given = counter.representation.give("person-li", "person-zhang")  # type: ignore[attr-defined]
    case_id = taken_in(counter, "person-li", given)
    submission.submit(counter, scenes.clerk(), case_id, None)
    case, (act,) = the_case(counter, case_id), counter.cases.acts(f"case#{case_id}")
    assert (case.owner, case.agent and case.agent.person_id) == ("person-zhang", "person-li")
    assert (act.actor.id, act.on_behalf_of) == ("S001", "person-zhang")
    assert act.changes["authority"]["person_id"] == "person-li"  # type: ignore[index]
    done = listing.done_for_others(counter, scenes.applicant("person-li"), 10, None)["cases"]
    assert [one["case_id"] for one in done] == [case_id]


def test_an_authorisation_that_was_taken_back_ends_the_clerks_help_too(counter: Parts) -> None:
    given = counter.representation.give("person-li", "person-zhang")  # type: ignore[attr-defined]
    case_id = taken_in(counter, "person-li", given)
    counter.representation.revoke("person-li", "person-zhang")  # type: ignore[attr-defined]
    with pytest.raises(RuleViolation, match="agent_authorised_no_more"):
        submission.submit(counter, scenes.clerk(), case_id, None)


def test_what_is_open_of_the_same_item_is_told_and_does_not_stand_in_the_way(counter: Parts) -> None:
    earlier = scenes.submitted(counter)
    begun = at_the_window(counter)
    assert [(one["case_id"], one["status"]) for one in begun["open_cases"]] == [(earlier, "submitted")]
    withdrawing.withdraw(counter, scenes.applicant(), earlier, None, None)
    assert at_the_window(counter)["open_cases"] == []


def test_an_accepted_case_is_not_accepted_again(counter: Parts) -> None:
    case_id = taken_in(counter)
    submission.submit(counter, scenes.clerk(), case_id, None)
    acceptance.accept(counter, scenes.clerk(), case_id, None)
    with pytest.raises(RuleViolation, match="cannot_accept"):
        acceptance.accept(counter, scenes.clerk("S009"), case_id, None)


def test_the_window_finds_what_it_took_in(counter: Parts) -> None:
    first, second = taken_in(counter), str(at_the_window(counter)["case_id"])
    submission.submit(counter, scenes.clerk(), first, None)
    page = at_window.taken_in(counter, scenes.clerk(), DIVISION, 1, None)
    rest = at_window.taken_in(counter, scenes.clerk(), DIVISION, 10, page["next_cursor"])["cases"]
    listed = {one["case_id"]: one["status"] for one in (*page["cases"], *rest)}
    assert listed == {first: "submitted", second: "draft"}


def test_a_draft_that_expired_is_not_listed(counter: Parts, clock: FakeClock) -> None:
    at_the_window(counter)
    clock.move(timedelta(days=31))
    assert at_window.taken_in(counter, scenes.clerk(), DIVISION, 10, None)["cases"] == []


def test_a_draft_at_a_window_has_no_acts_and_goes_with_its_materials(counter: Parts) -> None:
    case_id = taken_in(counter)
    assert the_case(counter, case_id).status is CaseStatus.DRAFT
    assert list(counter.cases.acts(f"case#{case_id}")) == []
    material_id = scanned(counter, case_id, "work")
    materials.remove(counter, scenes.clerk(), case_id, material_id)
    assert material_id not in str(reading.materials(counter, scenes.clerk(), case_id))


def test_whoever_is_not_there_cannot_be_applied_for(counter: Parts) -> None:
    with pytest.raises(NotFound, match="verification_not_found"):
        at_window.begin(counter, scenes.clerk(), Asked("never", ITEM, DIVISION, {}), None)
