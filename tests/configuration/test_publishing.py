"""The life of an edition, for configuration documents and service items alike."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chalicelib.shared import publishing
from chalicelib.shared.errors import Forbidden, RuleViolation
from chalicelib.shared.publishing import Edition, Shelf, Stage

PEOPLE = st.sampled_from(["ann", "bo", "cai"])


def audited() -> tuple[Shelf, Edition]:
    shelf, edition = publishing.begin(Shelf(), "1", "ann")
    return shelf, publishing.audit(edition, "bo")


def published() -> tuple[Shelf, Edition]:
    return publishing.publish(*audited(), "bo")


def test_an_edition_goes_from_draft_to_publication() -> None:
    shelf, edition = published()
    assert edition == Edition(1, Stage.PUBLISHED, "1", ("ann",), "bo", "bo")
    assert shelf == Shelf(latest=1, open=None, current=1)


@pytest.mark.parametrize("step", [publishing.audit, publishing.send_back])
def test_an_author_does_not_audit_their_own_draft(step: object) -> None:
    _, edition = publishing.begin(Shelf(), "1", "ann")
    edited = publishing.revise(edition, "2", "bo")
    for author in ("ann", "bo"):
        with pytest.raises(Forbidden, match="author_may_not_decide"):
            step(edited, author)  # type: ignore[operator]


def test_an_author_neither_publishes_nor_withdraws() -> None:
    with pytest.raises(Forbidden):
        publishing.publish(*audited(), "ann")
    with pytest.raises(Forbidden):
        publishing.withdraw(*published(), "ann")


def test_nobody_decides_in_an_authors_name_nor_on_what_was_written_in_theirs() -> None:
    _, lent = publishing.begin(Shelf(), "1", "ann", "bo")
    for by, name in (("bo", None), ("cai", "ann"), ("cai", "bo")):
        with pytest.raises(Forbidden, match="author_may_not_decide"):
            publishing.audit(lent, by, name)
    assert publishing.audit(lent, "cai", "dan").auditor == "cai"


def test_a_city_may_want_a_third_person_to_publish() -> None:
    with pytest.raises(Forbidden, match="auditor_may_not_publish"):
        publishing.publish(*audited(), "bo", auditor_may_publish=False)
    with pytest.raises(Forbidden, match="auditor_may_not_publish"):
        publishing.publish(*audited(), "cai", "bo", auditor_may_publish=False)
    _, edition = publishing.publish(*audited(), "cai", auditor_may_publish=False)
    assert edition.publisher == "cai"


def test_an_edit_makes_the_audit_void() -> None:
    shelf, edition = audited()
    edited = publishing.revise(edition, "2", "ann")
    with pytest.raises(RuleViolation, match="edition_stage_wrong"):
        publishing.publish(shelf, edited, "bo")


def test_what_is_sent_back_has_to_be_audited_again() -> None:
    shelf, edition = audited()
    with pytest.raises(RuleViolation):
        publishing.publish(shelf, publishing.send_back(edition, "cai"), "bo")


def test_only_one_edition_is_made_at_a_time() -> None:
    shelf, _ = publishing.begin(Shelf(), "1", "ann")
    with pytest.raises(RuleViolation, match="draft_exists"):
        publishing.begin(shelf, "2", "bo")


def test_a_published_edition_is_not_edited_or_audited() -> None:
    _, edition = published()
    for step in (lambda: publishing.revise(edition, "2", "ann"), lambda: publishing.audit(edition, "cai")):
        with pytest.raises(RuleViolation):
            step()


class Life(RuleBasedStateMachine):
    """Three people do anything in any order; refusals are part of the game."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf()
        self.editions: dict[int, Edition] = {}
        self.in_force: dict[int, str] = {}
        self.edits = 0

    @rule(by=PEOPLE)
    def begin(self, by: str) -> None:
        if self.shelf.open is None:
            self.shelf, edition = publishing.begin(self.shelf, self.content(), by)
            self.editions[edition.number] = edition

    @precondition(lambda self: self.editions)
    @rule(by=PEOPLE, pick=st.randoms(use_true_random=False), step=st.sampled_from(["revise", "audit", "send_back"]))
    def work_on(self, by: str, pick: object, step: str) -> None:
        number = pick.choice(sorted(self.editions))  # type: ignore[attr-defined]
        act = getattr(publishing, step)
        try:
            found = self.editions[number]
            self.editions[number] = act(found, self.content(), by) if step == "revise" else act(found, by)
        except (Forbidden, RuleViolation):
            return

    @precondition(lambda self: self.shelf.open)
    @rule(by=PEOPLE)
    def publish(self, by: str) -> None:
        number, before = self.shelf.open, self.shelf.current
        assert number is not None
        try:
            self.shelf, self.editions[number] = publishing.publish(self.shelf, self.editions[number], by)
        except (Forbidden, RuleViolation):
            return
        self.in_force[number] = self.editions[number].sha256
        if before is not None:
            self.editions[before] = publishing.supersede(self.editions[before])

    @precondition(lambda self: self.shelf.current)
    @rule(by=PEOPLE)
    def withdraw(self, by: str) -> None:
        number = self.shelf.current
        assert number is not None
        try:
            self.shelf, self.editions[number] = publishing.withdraw(self.shelf, self.editions[number], by)
        except Forbidden:
            return

    def content(self) -> str:
        self.edits += 1
        return str(self.edits)

    @invariant()
    def the_shelf_tells_what_the_editions_are(self) -> None:
        by_stage = [(edition.number, edition.stage) for edition in self.editions.values()]
        current = [number for number, stage in by_stage if stage is Stage.PUBLISHED]
        unpublished = [number for number, stage in by_stage if stage in (Stage.DRAFT, Stage.AUDITED)]
        assert current == ([self.shelf.current] if self.shelf.current else [])
        assert unpublished == ([self.shelf.open] if self.shelf.open else [])

    @invariant()
    def what_was_published_never_changes(self) -> None:
        for number, sha256 in self.in_force.items():
            assert self.editions[number].sha256 == sha256
            assert self.editions[number].was_published

    @invariant()
    def nobody_decides_on_their_own_work(self) -> None:
        for edition in self.editions.values():
            assert {edition.auditor, edition.publisher}.isdisjoint(edition.authors)
            if edition.was_published:
                assert edition.auditor
                assert edition.publisher


TestLife = Life.TestCase
