"""What must hold at the edges of a case: versions, clocks, what counts as handed in, and what nobody may see."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.cases.adapters.catalogue import CatalogueItems
from chalicelib.cases.desk import acceptance
from chalicelib.cases.history import evolve
from chalicelib.cases.intake import drafts, materials, submission, withdrawing
from chalicelib.cases.intake.submission import proof
from chalicelib.cases.numbers import case_no
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.status import reading, timeline
from chalicelib.cases.work import tasks
from chalicelib.catalogue.elements.completing import completed
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation
from chalicelib.shared.sealing import SealBroken
from tests.builders import a_citizen
from tests.cases import scenes
from tests.cases.fakes import ITEM, FakeItems, memory_parts
from tests.fakes import FakeClock


def stored(parts: Parts, case_id: str) -> Case:
    case = parts.cases.case(case_id)
    assert case is not None
    return case


class TestTheItemsVersion:
    def test_a_draft_of_a_withdrawn_item_cannot_be_submitted_nor_granted_at_once(self) -> None:
        items = FakeItems(at_once=True)
        parts = memory_parts(items)
        case_id = scenes.filled(parts, scenes.applicant("person-chen"))
        items.in_force = None
        with pytest.raises(RuleViolation, match="item_withdrawn"):
            submission.submit(parts, scenes.applicant("person-chen"), case_id, None)
        assert stored(parts, case_id).status is CaseStatus.DRAFT

    def test_a_draft_of_a_superseded_version_cannot_be_submitted(self) -> None:
        items = FakeItems()
        parts = memory_parts(items)
        case_id = scenes.filled(parts)
        items.in_force = 2
        with pytest.raises(RuleViolation, match="item_changed"):
            submission.submit(parts, scenes.applicant(), case_id, None)

    def test_a_case_under_way_keeps_its_version(self) -> None:
        items = FakeItems()
        parts = memory_parts(items)
        case_id = scenes.submitted(parts)
        items.in_force = None
        acceptance.accept(parts, scenes.clerk(), case_id, None)
        assert stored(parts, case_id).item_version == 1

    def test_the_level_is_asked_again_at_submission(self) -> None:
        items = FakeItems()
        parts = memory_parts(items)
        case_id = scenes.filled(parts)
        items.least_assurance_level = 3
        with pytest.raises(Forbidden, match="assurance_level_too_low"):
            submission.submit(parts, scenes.applicant(), case_id, None)

    def test_the_level_is_asked_and_the_place_is_looked_at_when_a_draft_begins(self) -> None:
        parts = memory_parts(FakeItems(least_assurance_level=3))
        with pytest.raises(Forbidden):
            scenes.drafted(parts)
        with pytest.raises(RuleViolation, match="item_not_offered_here"):
            drafts.begin(memory_parts(), a_citizen(), ITEM, "440300000000", {}, None)


class TestTheItemsLevel:
    """Whoever knows somebody's name and number must not read what that person proved more to fill in."""

    @pytest.mark.parametrize("begin", [scenes.filled, scenes.submitted])
    @pytest.mark.parametrize("read", [reading.full, reading.materials])
    def test_nobody_below_it_reads_the_case(self, begin: Any, read: Any) -> None:
        parts = memory_parts(FakeItems(least_assurance_level=3))
        surely, barely = scenes.applicant(), scenes.applicant()
        surely.level = 3
        case_id = begin(parts, surely)
        assert read(parts, surely, case_id)
        with pytest.raises(Forbidden) as refused:
            read(parts, barely, case_id)
        assert (refused.value.code, refused.value.params["needed"]) == ("assurance_level_too_low", 3)

    def test_the_status_and_the_desk_stay_as_they_are(self) -> None:
        parts = memory_parts(FakeItems(least_assurance_level=3))
        surely = scenes.applicant()
        surely.level = 3
        case_id = scenes.submitted(parts, surely)
        assert timeline.timeline(parts, scenes.applicant(), case_id)["entries"]
        assert reading.full(parts, scenes.clerk(), case_id)["form"]

    def test_it_follows_from_the_acts(self) -> None:
        parts = memory_parts(FakeItems(least_assurance_level=3))
        surely = scenes.applicant()
        surely.level = 3
        case_id = scenes.submitted(parts, surely)
        (submitted,) = parts.cases.acts(f"case#{case_id}")
        evolved = evolve(None, submitted.type, submitted.changes, submitted.law_time, submitted.seq, submitted.hash)
        assert evolved.least_assurance_level == stored(parts, case_id).least_assurance_level == 3


class FakeCatalogue:
    """Records which version was asked for; every version has a name of its own."""

    def __init__(self) -> None:
        self.asked: list[int | None] = []

    def published(self, item_code: str) -> Any:
        return self.pinned(item_code)

    def pinned(self, item_code: str, version: int | None = None) -> Any:
        from chalicelib.catalogue.service import ServiceItem

        self.asked.append(version)
        content = {
            **completed({}),
            "name": f"version {version or 2}",
            "department": "09",
            "department_name": "公安局",
            "legal_regime": "confirmation",
            "least_assurance_level": 2,
            "applicant_types": ["natural_person"],
            "channels": [],
            "online_depth": None,
            "form_schema": None,
            "materials": [],
            "instant_approval": None,
            "process": None,
        }
        return ServiceItem(item_code, version or 2, "0" * 64, content)

    def ruling(self, item_code: str, version: int, facts: dict[str, Any]) -> Any:
        self.asked.append(version)
        if "age" not in facts:
            raise Invalid("decision_inputs_invalid")
        return None


def test_the_adapter_asks_for_the_pinned_version() -> None:
    catalogue: Any = FakeCatalogue()
    items = CatalogueItems(lambda: catalogue)
    assert items.terms("i").name == "version 2"
    assert items.terms("i", 1).name == "version 1"
    items.ruling("i", 1, {"age": 80})
    assert catalogue.asked == [None, 1, 1]


def test_a_fact_that_the_table_cannot_judge_leaves_the_case_to_people() -> None:
    catalogue: Any = FakeCatalogue()
    assert CatalogueItems(lambda: catalogue).ruling("i", 1, {}) is None


class TestTwoClocks:
    """Law time is three years ahead of wall time, on the last evening (UTC) before a birthday in Shanghai."""

    def parts(self, *, at_once: bool = False) -> Parts:
        law = FakeClock(datetime(2029, 12, 30, 15, 59, 59, tzinfo=UTC))
        return memory_parts(FakeItems(at_once=at_once), FakeClock(datetime(2026, 11, 21, 1, tzinfo=UTC)), law)

    def test_an_age_is_reckoned_in_law_time_on_the_civil_day(self) -> None:
        parts = self.parts(at_once=True)
        too_early = scenes.submitted(parts)
        clock: Any = parts.law._wall
        clock.move(timedelta(seconds=1))
        in_time = scenes.submitted(parts)
        assert stored(parts, too_early).status is CaseStatus.SUBMITTED
        assert stored(parts, in_time).status is CaseStatus.CONCLUDED

    def test_numbers_carry_the_civil_day_of_law_time(self) -> None:
        parts = self.parts()
        assert "20291230" in str(stored(parts, scenes.submitted(parts)).case_no)

    def test_a_draft_expires_in_wall_time(self) -> None:
        parts = self.parts()
        case_id = scenes.drafted(parts)
        wall: Any = parts.wall
        law: Any = parts.law._wall
        law.move(timedelta(days=400))
        assert parts.cases.case(case_id) is not None
        wall.move(timedelta(days=31))
        assert parts.cases.case(case_id) is None


def test_an_applicant_does_not_state_the_age_that_the_rule_table_judges() -> None:
    parts = memory_parts(FakeItems(at_once=True))
    case_id = scenes.filled(parts)
    drafts.save_form(parts, scenes.applicant(), case_id, {**scenes.FORM, "age": 99}, 1)
    submission.submit(parts, scenes.applicant(), case_id, None)
    assert stored(parts, case_id).status is CaseStatus.SUBMITTED


class TestWhatIsHandedIn:
    def corrected_halfway(self, parts: Parts) -> tuple[str, str]:
        case_id = scenes.submitted(parts)
        scenes.corrected(parts, case_id)
        drafts.save_form(parts, scenes.applicant(), case_id, {**scenes.FORM, "remark": "还没写完"}, 0)
        return case_id, scenes.uploaded(parts, case_id, "lease")

    def test_the_desk_does_not_see_what_is_still_being_corrected(self) -> None:
        parts = memory_parts()
        case_id, unfinished = self.corrected_halfway(parts)
        shown = reading.full(parts, scenes.clerk(), case_id)
        assert shown["form"] == scenes.FORM
        assert unfinished not in {material["material_id"] for material in shown["materials"]}
        with pytest.raises(NotFound):
            reading.material_file(parts, scenes.clerk(), case_id, unfinished)
        assert reading.full(parts, scenes.applicant(), case_id)["form"]["remark"] == "还没写完"

    def test_a_withdrawn_case_shows_what_was_handed_in(self) -> None:
        parts = memory_parts()
        case_id, unfinished = self.corrected_halfway(parts)
        withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)
        shown = reading.full(parts, scenes.applicant(), case_id)
        assert shown["form"] == scenes.FORM
        assert unfinished not in {material["material_id"] for material in shown["materials"]}

    def test_what_a_correction_has_replaced_stays_to_be_seen(self) -> None:
        parts = memory_parts()
        case_id = scenes.submitted(parts)
        first = next(m.material_id for m in stored(parts, case_id).materials if m.slot == "lease")
        scenes.corrected(parts, case_id)
        second = scenes.uploaded(parts, case_id, "lease")
        submission.resubmit(parts, scenes.applicant(), case_id, None)
        for who in (scenes.clerk(), scenes.applicant()):
            assert {m["material_id"] for m in reading.materials(parts, who, case_id)["materials"]} >= {first, second}
            assert reading.material_file(parts, who, case_id, first)["url"]

    def test_a_correction_has_room_however_full_the_first_round_was(self) -> None:
        parts = memory_parts()
        case_id = scenes.filled(parts)
        for _ in range(parts.settings().materials_per_case - 2):
            scenes.announced(parts, case_id, "work")
        with pytest.raises(RuleViolation, match="too_many_materials"):
            scenes.announced(parts, case_id, "work")
        submission.submit(parts, scenes.applicant(), case_id, None)
        scenes.corrected(parts, case_id)
        scenes.uploaded(parts, case_id, "lease")
        submission.resubmit(parts, scenes.applicant(), case_id, None)
        assert stored(parts, case_id).status is CaseStatus.SUBMITTED

    def test_a_pending_file_has_no_link(self) -> None:
        parts = memory_parts()
        case_id = scenes.drafted(parts)
        pending = scenes.announced(parts, case_id, "work")
        with pytest.raises(NotFound):
            reading.material_file(parts, scenes.applicant(), case_id, pending)

    def test_a_removed_file_leaves_nothing_and_makes_room(self) -> None:
        parts = memory_parts()
        case_id = scenes.drafted(parts)
        for _ in range(parts.settings().materials_per_case * 2):
            materials.remove(parts, scenes.applicant(), case_id, scenes.announced(parts, case_id, "work"))
        assert reading.materials(parts, scenes.applicant(), case_id)["materials"] == []

    def test_the_object_is_read_once_however_often_the_case_changes_meanwhile(self) -> None:
        parts = memory_parts()
        case_id = scenes.drafted(parts)
        pending = scenes.announced(parts, case_id, "work")
        reads: list[str] = []
        uploads: Any = parts.uploads

        class Counting:
            def chunks(self, key: str) -> Any:
                reads.append(key)
                scenes.announced(parts, case_id, "work")  # somebody else changes the draft meanwhile
                return uploads.chunks(key)

        materials.complete(parts._replace(uploads=Counting()), scenes.applicant(), case_id, pending, None)  # type: ignore[arg-type]
        assert len(reads) == 1


class TestSeals:
    def test_a_form_moved_to_another_case_or_round_does_not_open(self) -> None:
        parts = memory_parts()
        mine, other = scenes.filled(parts), scenes.filled(parts)
        file = parts.cases.file(mine)
        assert file is not None
        salt = parts.people.salt_of("person-zhang")
        sealed = file.forms[1].sealed
        assert json.loads(parts.sealer.open(salt, sealed, f"form:{mine}:1")) == scenes.FORM
        for context in (f"form:{other}:1", f"form:{mine}:2", f"notice:{mine}", ""):
            with pytest.raises(SealBroken):
                parts.sealer.open(salt, sealed, context)
        with pytest.raises(SealBroken):
            parts.sealer.open(parts.people.salt_of("person-li"), sealed, f"form:{mine}:1")

    def test_equal_ends_of_two_cases_have_different_proofs(self) -> None:
        parts = memory_parts()
        assert proof.lookup_proof(parts, "case-1", "31002X") != proof.lookup_proof(parts, "case-2", "31002X")
        assert proof.lookup_proof(parts, "case-1", "31002x") == proof.lookup_proof(parts, "case-1", "31002X")


class TestTheDesk:
    def test_outcomes_of_steps_stay_at_the_desk(self) -> None:
        parts = memory_parts()
        case_id = scenes.examined(parts, "reject")
        told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
        assert "outcome" not in told
        at_the_desk = timeline.timeline(parts, scenes.clerk(), case_id)["entries"][-1]
        assert at_the_desk["outcome"] == "reject"

    def test_acts_of_steps_carry_step_round_outcome_and_definition(self) -> None:
        parts = memory_parts()
        case_id = scenes.examined(parts)
        acts = {act.type: act.changes for act in parts.cases.acts(f"case#{case_id}")}
        assert (acts["case.task_claimed"]["step"], acts["case.task_claimed"]["round"]) == ("examine", 1)
        done = acts["case.task_completed"]
        assert (done["step"], done["round"], done["outcome"]) == ("examine", 1, "approve")
        assert done["definition_sha256"] == stored(parts, case_id).definition_sha256

    def test_a_claimed_decision_is_its_holders(self) -> None:
        parts = memory_parts()
        case_id = scenes.examined(parts)
        tasks.claim(parts, scenes.chief("A"), f"{case_id}-decide-1", None)
        with pytest.raises(RuleViolation, match="task_claimed_by_another"):
            scenes.granted(parts, case_id, scenes.chief("B"))


@pytest.mark.parametrize("code", ["1" * 31, "a" * 33, "x" * 64, "12"])
def test_a_case_number_has_at_most_50_characters_in_upper_case(code: str) -> None:
    number = case_no(code, date(2026, 11, 21))
    assert len(number) <= 50
    assert number == number.upper()
    assert "20261121" in number


def test_a_lookup_does_the_same_reading_whether_the_number_is_known_or_not() -> None:
    parts = memory_parts()
    known = str(stored(parts, scenes.submitted(parts)).public_no)
    reads: list[str] = []
    real: Any = parts.cases

    class Counting:
        def __getattr__(self, name: str) -> Any:
            reads.append(name)
            return getattr(real, name)

    counted = parts._replace(cases=Counting())  # type: ignore[arg-type]
    seen = []
    for number in (known, "ZZZZZZZZZZ"):
        with pytest.raises(NotFound):
            timeline.look_up(counted, number, "000000")
        seen.append(list(reads))
        reads.clear()
    assert seen[0] == seen[1] == ["by_number", "case"]
