"""In whatever order a person and a clerk edit: nothing that was saved is lost, and every change names who made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.cases.intake import drafts, materials, submission
from chalicelib.cases.intake.drafts import editing_round
from chalicelib.cases.intake.materials import current
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Writes
from chalicelib.cases.rules import Case
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation, Stale
from tests.cases import scenes
from tests.cases.fakes import memory_parts
from tests.cases.windows import WINDOW, at_the_window, scanned

WHO = st.sampled_from(["person", "clerk", "colleague"])
SLOT = st.sampled_from(["id_card", "lease", "work"])
STEP = st.one_of(
    st.tuples(st.just("form"), WHO, st.integers(1, 9)),
    st.tuples(st.just("form behind"), WHO, st.integers(1, 9)),
    st.tuples(st.just("add"), WHO, SLOT),
    st.tuples(st.just("remove"), WHO, st.integers(0, 3)),
    st.tuples(st.just("complete"), WHO, st.none()),
    st.tuples(st.just("hand in"), WHO, st.none()),
    st.tuples(st.just("ask for correction"), st.just("clerk"), st.none()),
)
EDITS = {"case.submitted", "case.resubmitted"}


def caller(who: str) -> Caller:
    return {"person": scenes.applicant, "clerk": scenes.clerk}.get(who, lambda: scenes.clerk("S008"))()


def helper(who: str) -> str | None:
    return None if who == "person" else caller(who).id


@dataclass
class Model:
    """What must be there: the form with its version, and this round's materials; each with who entered it."""

    form: tuple[dict[str, Any], str | None] | None = None
    version: int = 0
    materials: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    editable: bool = True
    submitted: bool = False
    corrected: bool = False
    actors: list[str] = field(default_factory=list)


class NoLists:
    """Nobody looks here for what windows took in."""

    def taken_in(self, case: Case, *, expires_at: int | None) -> Writes:
        return ()


class Together:
    """One case, and the model beside it."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.model = parts, Model()
        self.case_id = str(at_the_window(parts)["case_id"])

    def take(self, step: str, who: str, what: Any) -> None:
        if not self.model.editable and step != "ask for correction":
            with pytest.raises(Exception, match=r"case_not_(editable|found)"):
                self.form(who, 1, self.model.version)
            return
        getattr(self, "_" + step.replace(" ", "_"))(who, what)

    def form(self, who: str, nth: int, expect: int) -> None:
        drafts.save_form(self.parts, caller(who), self.case_id, {**scenes.FORM, "age": nth}, expect)

    def _form(self, who: str, nth: int) -> None:
        self.form(who, nth, self.model.version)
        self.model.form, self.model.version = ({**scenes.FORM, "age": nth}, helper(who)), self.model.version + 1

    def _form_behind(self, who: str, nth: int) -> None:
        with pytest.raises(Stale):
            self.form(who, nth, self.model.version + nth)

    def _add(self, who: str, slot: str) -> None:
        material_id = scanned(self.parts, self.case_id, slot, caller(who))
        self.model.materials[material_id] = (slot, helper(who))

    def _complete(self, who: str, _: None) -> None:
        self._form(who, 1)
        for slot in ("id_card", "lease"):
            self._add(who, slot)

    def _remove(self, who: str, at: int) -> None:
        if at < len(self.model.materials):
            material_id = [*self.model.materials][at]
            materials.remove(self.parts, caller(who), self.case_id, material_id)
            del self.model.materials[material_id]

    def _hand_in(self, who: str, _: None) -> None:
        hand_in = submission.resubmit if self.model.submitted else submission.submit
        try:
            hand_in(self.parts, caller(who), self.case_id, None)
        except Invalid:
            return
        self.model.actors.append(caller(who).id)
        self.model.editable, self.model.submitted, self.model.materials = False, True, {}

    def _ask_for_correction(self, *_: Any) -> None:
        if self.model.editable or self.model.corrected:
            with pytest.raises((RuleViolation, NotFound)):
                scenes.corrected(self.parts, self.case_id)
            return
        scenes.corrected(self.parts, self.case_id)
        self.model.editable = self.model.corrected = True
        self.model.version = 0

    def check(self) -> None:
        file = self.parts.cases.file(self.case_id)
        assert file
        if self.model.form:
            form = file.forms[max(file.forms)]
            assert drafts.read_form(self.parts, file, handed_in=False)[0] == self.model.form[0]
            assert form.entered_by == self.model.form[1]
        if self.model.editable:
            mine = {one.material_id: (one.slot, one.entered_by) for one in file.materials}
            assert self.model.materials.items() <= mine.items()
            now = {one.material_id for one in current(file, editing_round(file.case))}
            assert self.model.materials.keys() <= now
        acts = [act for act in self.parts.cases.acts(f"case#{self.case_id}") if act.type in EDITS]
        assert [act.actor.id for act in acts] == self.model.actors
        for act in acts:
            assert act.on_behalf_of == (None if act.actor.role == "citizen" else "person-zhang")
            assert act.channel == ("miniprogram" if act.actor.role == "citizen" else "window")


@given(steps=st.lists(STEP, max_size=14))
@settings(max_examples=80, deadline=None)
def test_nothing_is_lost_and_every_change_has_its_actor(steps: list[tuple[str, str, Any]]) -> None:
    parts = memory_parts()._replace(handovers=NoLists)  # type: ignore[arg-type]
    parts.windows.at["S001"] = WINDOW  # type: ignore[attr-defined]
    together = Together(parts)
    for step in steps:
        together.take(*step)
        together.check()
