"""Whose files are offered to whom: the owner's, to the owner and to whoever may apply for them and see where from."""

from __future__ import annotations

import pytest

from chalicelib.cases.intake import drafts, offers, store, submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.shared.errors import NotFound
from tests.builders import a_citizen
from tests.cases import scenes
from tests.cases.fakes import DIVISION, ITEM, digest, memory_parts

AGENT = "person-li"


def handed_in(parts: Parts) -> str:
    """The digest of the lease that was handed in."""
    case_id = parts.cases.case(scenes.submitted(parts))
    assert case_id
    return next(one.sha256 for one in case_id.materials if one.slot == "lease")


def drafted_for(parts: Parts, *scopes: Scope) -> str:
    for_ = parts.representation.give(AGENT, "person-zhang", "family", *scopes)  # type: ignore[attr-defined]
    told = drafts.begin(parts, scenes.applicant(AGENT), ITEM, DIVISION, {}, None, for_)
    return str(told["case_id"])


def test_anothers_file_is_neither_offered_nor_taken_over() -> None:
    parts = memory_parts()
    sha256 = handed_in(parts)
    chen = scenes.applicant("person-chen")
    case_id = scenes.drafted(parts, chen)
    assert offers.offers(parts, chen, case_id)["slots"] == []
    with pytest.raises(NotFound, match="file_not_on_shelf"):
        offers.reuse(parts, chen, case_id, "lease", sha256, None)
    assert store.files(parts, chen, None, 20, None)["files"] == []
    with pytest.raises(NotFound):
        store.take_off(parts, chen, None, sha256)


@pytest.mark.parametrize(("scopes", "offered"), [((Scope.APPLY, Scope.VIEW), True), ((Scope.APPLY,), False)])
def test_whoever_applies_for_the_owner_gets_what_they_may_see(scopes: tuple[Scope, ...], offered: bool) -> None:
    parts = memory_parts()
    sha256 = handed_in(parts)
    case_id, agent = drafted_for(parts, *scopes), scenes.applicant(AGENT)
    assert bool(offers.offers(parts, agent, case_id)["slots"]) is offered
    if offered:
        assert offers.reuse(parts, agent, case_id, "lease", sha256, None)["state"] == "stored"
    else:
        with pytest.raises(NotFound, match="file_not_on_shelf"):
            offers.reuse(parts, agent, case_id, "lease", sha256, None)


def test_an_agents_own_files_do_not_come_into_the_owners_case() -> None:
    parts = memory_parts()
    own = parts.cases.case(scenes.submitted(parts, scenes.applicant(AGENT)))
    assert own
    case_id = drafted_for(parts)
    with pytest.raises(NotFound, match="file_not_on_shelf"):
        offers.reuse(parts, scenes.applicant(AGENT), case_id, "lease", own.materials[0].sha256, None)


def test_what_asked_for_a_higher_level_is_not_told_below_it() -> None:
    parts = memory_parts()
    parts.items.least_assurance_level = 3  # type: ignore[attr-defined]
    high = a_citizen(level=3)
    high.reach = scenes.applicant().reach
    case = parts.cases.case(scenes.submitted(parts, high))
    assert case
    parts.items.least_assurance_level = 2  # type: ignore[attr-defined]
    assert store.files(parts, scenes.applicant(), None, 20, None)["files"] == []
    assert len(store.files(parts, high, None, 20, None)["files"]) == 2
    with pytest.raises(NotFound, match="file_not_on_shelf"):
        offers.reuse(parts, scenes.applicant(), scenes.drafted(parts), "lease", digest(b"none"), None)


def test_an_organisations_store_is_for_whoever_may_act_for_it() -> None:
    parts = memory_parts()
    parts.representation.give("person-zhang", "org-01", "agent")  # type: ignore[attr-defined]
    told = drafts.begin(parts, scenes.applicant(), ITEM, DIVISION, {}, None, "org-01")
    drafts.save_form(parts, scenes.applicant(), told["case_id"], scenes.FORM, 0)
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, told["case_id"], slot)
    submission.submit(parts, scenes.applicant(), told["case_id"], None)
    (kept, _) = store.files(parts, scenes.applicant(), "org-01", 20, None)["files"]
    assert store.files(parts, scenes.applicant(), None, 20, None)["files"] == []
    with pytest.raises(NotFound):
        store.files(parts, scenes.applicant(AGENT), "org-01", 20, None)
    store.take_off(parts, scenes.applicant(), "org-01", kept["sha256"])
    assert len(store.files(parts, scenes.applicant(), "org-01", 20, None)["files"]) == 1


def test_the_desk_has_no_part_in_it() -> None:
    parts = memory_parts()
    with pytest.raises(NotFound):
        offers.offers(parts, scenes.clerk(), scenes.drafted(parts))
