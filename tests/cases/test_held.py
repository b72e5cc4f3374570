"""已有信息: nobody is asked for what the city holds of them, and whoever reads the case sees that it was looked up."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.adapters.catalogue import _terms
from chalicelib.cases.intake import drafts, held, materials, submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.status import reading
from chalicelib.cases.terms import Slot, Terms
from chalicelib.catalogue.adapters.holdings import _IDENTITY, _LICENCE
from chalicelib.shared.errors import RuleViolation
from tests.cases import scenes
from tests.cases.fakes import DIVISION, ITEM, FakeItems, memory_parts
from tests.catalogue.guides import COMPLETE, situations, told
from tests.catalogue.samples import item

OWNERS = {"person-zhang": _IDENTITY, "org-01": _LICENCE}
"""A person, also one for whom a guardian or an agent acts, and an organisation: the case is theirs."""


class Items(FakeItems):
    """An item whose list names the identity card and the business licence."""

    def terms(self, item_code: str, version: int | None = None) -> Terms:
        known = super().terms(item_code, version)
        card = Slot("id_card", "居民身份证", True, (), certificate="居民身份证", held_as=held.RESIDENT_IDENTITY)
        lease = Slot("lease", "营业执照", True, (), certificate="营业执照", held_as=held.BUSINESS_LICENCE)
        return known._replace(slots=(card, lease, known.slots[2]))


def begun(parts: Parts, owner: str | None = None) -> Any:
    return drafts.begin(parts, scenes.applicant(), ITEM, DIVISION, {}, None, owner)


def test_a_person_is_not_asked_for_the_card_that_the_register_confirmed() -> None:
    body = begun(memory_parts(Items()))
    assert (body["required_materials"], body["held_materials"]) == (["lease"], ["id_card"])


@pytest.mark.parametrize(
    ("owner", "kind", "left"), [("org-01", "legal_representative", ["id_card"]), ("person-li", "guardian", ["lease"])]
)
def test_what_counts_is_what_is_held_of_whose_the_case_is(owner: str, kind: str, left: list[str]) -> None:
    parts = memory_parts(Items())
    parts.representation.give("person-zhang", owner, kind)  # type: ignore[attr-defined]
    body = begun(parts, f"{owner}-person-zhang")
    assert body["required_materials"] == left


def test_the_act_says_what_was_looked_up_and_so_do_both_readers() -> None:
    parts = memory_parts(Items())
    case_id = begun(parts)["case_id"]
    drafts.save_form(parts, scenes.applicant(), case_id, scenes.FORM, 0)
    scenes.uploaded(parts, case_id, "lease")
    submission.submit(parts, scenes.applicant(), case_id, None)
    (act,) = parts.cases.acts(f"case#{case_id}")
    assert act.changes["held"] == {"id_card": "resident_identity"}
    for reader in (scenes.applicant(), scenes.clerk()):
        (shown,) = reading.full(parts, reader, case_id)["held"]
        assert (shown["slot"], shown["name"], shown["by"]) == ("id_card", "居民身份证", "population_register")
        assert shown["looked_up_at"] == "2026-11-21T01:00:00.000Z"


def test_a_file_for_it_may_be_offered_all_the_same() -> None:
    parts = memory_parts(Items())
    case_id = begun(parts)["case_id"]
    scenes.uploaded(parts, case_id, "id_card")
    file = parts.cases.file(case_id)
    assert file
    assert [one.slot for one in materials.current(file, 1)] == ["id_card"]
    assert list(file.case.held) == ["id_card"]


@pytest.mark.parametrize("name", COMPLETE)
@pytest.mark.parametrize("owner", OWNERS)
def test_guide_and_case_agree_in_every_situation_of_every_item(name: str, owner: str) -> None:
    of = item(name)
    terms = _terms(of)
    for answers in situations(of)[:40]:
        asked, known = told(of, answers), told(of, answers, held=[OWNERS[owner]])
        case = held.looked_up(terms, a_case(owner, tuple(asked["to_bring"])))
        assert list(case.required) == known["to_bring"]
        assert set(case.held) == set(known["already_held"]) & set(asked["to_bring"])
        flags = {one["code"]: one["already_held"] for one in known["materials"]}
        for shown in held.shown(terms, case):
            assert {name: flags[shown["slot"]][name] for name in ("by", "how")} == {
                "by": shown["by"], "how": shown["how"],
            }  # fmt: skip


def a_case(owner: str, required: tuple[str, ...]) -> Case:
    return Case("c", owner, ITEM, 1, "", "", DIVISION, "h5", required=required, created_at="2026-11-21T01:00:00Z")


class Editions(FakeItems):
    """An item of which another edition came into force: with the same content, or with another."""

    same: bool = True

    def terms(self, item_code: str, version: int | None = None) -> Terms:
        found = super().terms(item_code, version)
        return found._replace(sha256="same" if self.same else f"of {found.version}")


@pytest.mark.parametrize("same", [True, False])
def test_an_edition_that_says_the_same_stops_no_draft(same: bool) -> None:
    items = Editions()
    items.same = same
    parts = memory_parts(items)
    case_id = scenes.filled(parts)
    items.in_force = 2
    if same:
        submission.submit(parts, scenes.applicant(), case_id, None)
        (act,) = parts.cases.acts(f"case#{case_id}")
        assert act.changes["item_version"] == 1
    else:
        with pytest.raises(RuleViolation, match="item_changed"):
            submission.submit(parts, scenes.applicant(), case_id, None)
