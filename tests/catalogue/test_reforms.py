"""改革清单: what a list of reforms makes of an item."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.catalogue.editions.publication import Publication
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation
from tests.catalogue.conftest import City
from tests.catalogue.together import FIRST, SECOND, an_item, audited, draft, published
from tests.configuration.people import AUDITOR, BOTH, EDITOR, OTHER_AUDITOR

DOCUMENT = "昆政发〔2026〕1号"


def reform(kind: str, effective_on: str = "2026-11-21", successor: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "document": DOCUMENT, "effective_on": effective_on, "successor": successor}


def ended(city: City, kind: str = "cancelled", successor: str | None = None) -> None:
    published(city, an_item(FIRST))
    published(city, an_item(FIRST, reform=reform(kind, successor=successor)))


def test_a_cancelled_item_is_out_of_force_and_says_by_what(city: City) -> None:
    ended(city)
    with pytest.raises(NotFound, match="item_ended") as refused:
        city.service.published(FIRST)
    assert (refused.value.params["document"], refused.value.params["successors"]) == (DOCUMENT, [])
    assert city.store.listed(10, None) == ()
    assert city.service.published(FIRST, 1).name == f"事项{FIRST}"


def test_the_edition_that_ends_an_item_never_was_in_force(city: City) -> None:
    ended(city)
    with pytest.raises(NotFound, match="item_not_found"):
        city.service.published(FIRST, 2)
    with pytest.raises(RuleViolation, match="edition_stage_wrong"):
        city.desk.withdraw(FIRST, 2, "x", AUDITOR, None)


def test_a_merged_item_leads_to_its_successor(city: City) -> None:
    published(city, an_item(SECOND))
    ended(city, "merged", SECOND)
    with pytest.raises(NotFound, match="item_merged") as refused:
        city.service.published(FIRST)
    assert refused.value.params["successors"] == [SECOND]


def test_the_successor_has_to_be_in_force(city: City) -> None:
    published(city, an_item(FIRST))
    draft(city, an_item(FIRST, reform=reform("merged", successor=SECOND)))
    with pytest.raises(Invalid, match="findings_open"):
        city.desk.audit(FIRST, 2, None, AUDITOR, None)


def test_the_act_has_the_document_for_its_ground(city: City) -> None:
    ended(city)
    acts = city.acts(FIRST)
    assert verify_chain(f"item#{FIRST}", acts).seq == 6
    assert (acts[-1].type, acts[-1].ground, acts[-1].changes["superseded"]) == ("item.ended", DOCUMENT, 1)


@pytest.mark.parametrize("kind", ["delegated", "transferred"])
def test_what_goes_to_others_stays_in_force(city: City, kind: str) -> None:
    published(city, an_item(FIRST))
    published(city, an_item(FIRST, reform=reform(kind)))
    act = city.acts(FIRST)[-1]
    assert city.service.in_force(FIRST) == 2
    assert (act.type, act.ground, act.changes["reform"]) == ("item.published", DOCUMENT, kind)


@pytest.mark.parametrize("kind", ["cancelled", "delegated"])
def test_nothing_before_its_day(city: City, kind: str) -> None:
    published(city, an_item(FIRST))
    number = audited(city, an_item(FIRST, reform=reform(kind, "2026-11-22")))
    with pytest.raises(RuleViolation, match="reform_not_effective") as refused:
        city.desk.publish(FIRST, number, AUDITOR, None)
    assert refused.value.params["effective_on"] == "2026-11-22"
    assert city.service.in_force(FIRST) == 1


@pytest.mark.parametrize(("time", "effective"), [((15, 59, 59), False), ((16, 0, 0), True)])
def test_its_day_begins_at_midnight_in_the_city(city: City, time: tuple[int, int, int], effective: bool) -> None:
    content = an_item(FIRST, reform=reform("cancelled", "2026-11-22"))
    now = datetime(2026, 11, 21, *time, tzinfo=UTC)
    with nullcontext() if effective else pytest.raises(RuleViolation, match="reform_not_effective"):
        Publication(city.store).require_effective(content, now)


def test_what_is_not_in_force_cannot_end(city: City) -> None:
    number = audited(city, an_item(FIRST, reform=reform("cancelled")))
    with pytest.raises(RuleViolation, match="nothing_to_end"):
        city.desk.publish(FIRST, number, AUDITOR, None)


def test_nobody_ends_by_their_own_draft(city: City) -> None:
    published(city, an_item(FIRST))
    item = an_item(FIRST, reform=reform("cancelled"))
    city.desk.save_draft(FIRST, item, 0, BOTH)
    city.desk.audit(FIRST, 2, None, AUDITOR, None)
    with pytest.raises(Forbidden, match="author_may_not_decide"):
        city.desk.publish(FIRST, 2, BOTH, None)
    city.desk.publish(FIRST, 2, OTHER_AUDITOR, None)


def test_an_ended_item_comes_back_only_for_a_reason(city: City) -> None:
    ended(city)
    with pytest.raises(RuleViolation, match="item_has_ended"):
        city.desk.save_draft(FIRST, an_item(FIRST), 0, EDITOR)
    city.desk.save_draft(FIRST, an_item(FIRST), 0, EDITOR, "国务院决定恢复")
    assert city.acts(FIRST)[-1].changes["reason"] == "国务院决定恢复"
    with pytest.raises(NotFound, match="item_ended"):
        city.service.published(FIRST)
    city.desk.audit(FIRST, 3, None, AUDITOR, None)
    city.desk.publish(FIRST, 3, AUDITOR, None)
    assert city.service.in_force(FIRST) == 3


def test_a_confidential_item_ends_in_silence(city: City) -> None:
    published(city, an_item(FIRST, confidential=True))
    published(city, an_item(FIRST, confidential=True, reform=reform("cancelled")))
    with pytest.raises(NotFound, match="item_not_found"):
        city.service.published(FIRST)


def test_an_end_that_is_confidential_hides_what_was_before(city: City) -> None:
    published(city, an_item(FIRST))
    published(city, an_item(FIRST, confidential=True, reform=reform("cancelled")))
    for version in (None, 1):
        with pytest.raises(NotFound, match="item_not_found"):
            city.service.published(FIRST, version)
