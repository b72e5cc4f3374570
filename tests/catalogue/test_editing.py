"""Drafting, auditing, publishing and withdrawing an item."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation, Stale
from tests.catalogue.conftest import City
from tests.catalogue.samples import content
from tests.configuration.people import AUDITOR, BOTH, EDITOR, OTHER_AUDITOR, OTHER_EDITOR

CODE = content()["item_code"]


def test_a_published_item_is_in_force_and_listed(city: City) -> None:
    city.publish(content())
    assert city.service.published(CODE).name == "居住证申领"
    assert [entry.item_code for entry in city.store.listed(10, None)] == [CODE]


def test_the_next_version_supersedes_the_one_in_force(city: City) -> None:
    city.publish(content())
    city.publish(content(name="居住证"), number=2)
    assert (city.service.published(CODE).name, city.service.published(CODE, 1).name) == ("居住证", "居住证申领")
    assert [entry.number for entry in city.store.listed(10, None)] == [2]
    assert city.store.edition(CODE, 1).edition.stage == "superseded"  # type: ignore[union-attr]


def test_a_withdrawn_item_cannot_be_applied_for_and_its_cases_keep_it(city: City) -> None:
    city.publish(content())
    city.desk.withdraw(CODE, 1, "机构改革", AUDITOR, None)
    with pytest.raises(NotFound, match="item_not_found"):
        city.service.published(CODE)
    assert city.service.published(CODE, 1).name == "居住证申领"
    assert city.store.listed(10, None) == ()


def test_every_step_is_an_act_on_the_items_chain(city: City) -> None:
    city.publish(content())
    city.publish(content(name="居住证"), number=2)
    city.desk.withdraw(CODE, 2, "机构改革", AUDITOR, None)
    acts = city.acts(CODE)
    assert verify_chain(f"item#{CODE}", acts).seq == 7
    assert [act.type.removeprefix("item.") for act in acts] == [
        *("drafted", "audited", "published"),
        *("drafted", "audited", "published"),
        "withdrawn",
    ]
    assert [act.changes.get("superseded") for act in acts if act.type == "item.published"] == [None, 1]
    assert acts[0].changes["sha256"] == acts[2].changes["sha256"] != acts[3].changes["sha256"]


def test_nobody_decides_on_their_own_draft(city: City) -> None:
    city.desk.save_draft(CODE, content(), 0, BOTH)
    with pytest.raises(Forbidden, match="author_may_not_decide"):
        city.desk.audit(CODE, 1, None, BOTH, None)
    city.desk.audit(CODE, 1, None, AUDITOR, None)
    with pytest.raises(Forbidden, match="author_may_not_decide"):
        city.desk.publish(CODE, 1, BOTH, None)
    city.desk.publish(CODE, 1, OTHER_AUDITOR, None)
    with pytest.raises(Forbidden, match="author_may_not_decide"):
        city.desk.withdraw(CODE, 1, "x", BOTH, None)


def test_only_an_audited_draft_is_published(city: City) -> None:
    city.desk.save_draft(CODE, content(), 0, EDITOR)
    with pytest.raises(RuleViolation, match="edition_stage_wrong"):
        city.desk.publish(CODE, 1, AUDITOR, None)


def test_an_edit_after_the_audit_has_to_be_audited_again(city: City) -> None:
    city.desk.save_draft(CODE, content(), 0, EDITOR)
    revision = city.desk.audit(CODE, 1, None, AUDITOR, None)["revision"]
    city.desk.save_draft(CODE, content(name="居住证"), revision, EDITOR)
    with pytest.raises(RuleViolation):
        city.desk.publish(CODE, 1, AUDITOR, None)


def test_a_draft_with_gaps_passes_no_audit(city: City) -> None:
    holey = content()
    del holey["guide"]["tables"][0]["rows"][0]
    city.desk.save_draft(CODE, holey, 0, EDITOR)
    with pytest.raises(Invalid, match="findings_open"):
        city.desk.audit(CODE, 1, None, AUDITOR, None)
    assert city.desk.audit(CODE, 1, "缺少一种情形", AUDITOR, None)["stage"] == "draft"


def test_a_draft_is_replaced_only_by_who_has_read_it(city: City) -> None:
    first = city.desk.save_draft(CODE, content(), 0, EDITOR)
    with pytest.raises(Stale):
        city.desk.save_draft(CODE, content(), 0, OTHER_EDITOR)
    second = city.desk.save_draft(CODE, content(name="居住证"), first["revision"], OTHER_EDITOR)
    assert (second["number"], second["authors"]) == (1, ["S-1", "S-2"])


def test_what_is_wrong_within_a_content_is_not_drafted(city: City) -> None:
    with pytest.raises(Invalid, match="item_invalid") as refused:
        city.desk.save_draft("OTHER", content(legal_regime="licensing_law"), 0, EDITOR)
    assert {fault.code for fault in refused.value.faults} == {"item_code_differs", "regime_wrong"}
    assert city.acts("OTHER") == []


@pytest.mark.parametrize("code", ["", "../x", "名", "a" * 65])
def test_a_code_that_cannot_be(city: City, code: str) -> None:
    with pytest.raises(NotFound):
        city.desk.draft(code, EDITOR)
    with pytest.raises(NotFound):
        city.service.published(code)


def test_a_draft_is_not_public(city: City) -> None:
    city.desk.save_draft(CODE, content(), 0, EDITOR)
    for version in (None, 1, 2):
        with pytest.raises(NotFound):
            city.service.published(CODE, version)


def test_a_repeated_publication_gets_the_first_answer(city: City) -> None:
    city.desk.save_draft(CODE, content(), 0, EDITOR)
    city.desk.audit(CODE, 1, None, AUDITOR, None)
    once = Once("staff:S-3", "POST", "k", "body")
    first: dict[str, Any] = city.desk.publish(CODE, 1, AUDITOR, once)
    assert city.desk.publish(CODE, 1, AUDITOR, once) == first
    assert len(city.acts(CODE)) == 3
