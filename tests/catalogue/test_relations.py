"""Items together: what is not in force, circles of prerequisites and of proofs, and two publications at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from chalicelib.catalogue.checks import relations
from chalicelib.catalogue.ports import ItemShelf
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Invalid
from tests.catalogue.conftest import City
from tests.catalogue.samples import content
from tests.catalogue.together import FIRST, SECOND, THIRD, an_item, audited, draft, proof, published
from tests.configuration.people import AUDITOR, EDITOR, OTHER_AUDITOR


def findings(city: City, item: dict[str, Any]) -> dict[str, str]:
    saved = city.desk.save_draft(item["item_code"], item, 0, EDITOR)
    return {one["code"]: one["detail"] for one in saved["findings"]}


def test_a_prerequisite_has_to_be_in_force(city: City) -> None:
    item = an_item(FIRST, needs=(SECOND,))
    assert findings(city, item).keys() == {"related_item_not_in_force"}
    with pytest.raises(Invalid, match="findings_open"):
        city.desk.audit(FIRST, 1, None, AUDITOR, None)
    published(city, an_item(SECOND))
    city.desk.audit(FIRST, 1, None, AUDITOR, None)


def test_a_prerequisite_withdrawn_since_the_audit_stops_the_publication(city: City) -> None:
    published(city, an_item(SECOND))
    number = audited(city, an_item(FIRST, needs=(SECOND,)))
    city.desk.withdraw(SECOND, 1, "机构改革", AUDITOR, None)
    with pytest.raises(Invalid, match="findings_open"):
        city.desk.publish(FIRST, number, AUDITOR, None)


def test_a_confidential_item_is_no_prerequisite_of_a_public_one(city: City) -> None:
    published(city, an_item(SECOND, confidential=True))
    assert "related_item_not_in_force" in findings(city, an_item(FIRST, needs=(SECOND,)))
    assert findings(city, an_item(THIRD, needs=(SECOND,), confidential=True)) == {}


def test_no_finding_on_a_public_item_tells_of_a_confidential_one(city: City) -> None:
    published(city, an_item(FIRST))
    secret = an_item(SECOND, needs=(FIRST,), confidential=True, basic_code="000709009000")
    published(city, {**secret, "name": "某涉密项目许可"})
    said = findings(city, an_item(FIRST, needs=(SECOND, "000709009000")))
    assert said.keys() == {"related_item_not_in_force"}
    assert "某涉密项目许可" not in str(said)


@pytest.mark.parametrize(
    ("first", "second", "third", "code"),
    [
        ({"needs": (SECOND,)}, {"needs": (FIRST,)}, None, "prerequisites_circular"),
        ({"proofs": (SECOND,)}, {"proofs": (FIRST,)}, None, "proofs_circular"),
        ({"needs": (SECOND,)}, {"proofs": (FIRST,)}, None, "prerequisites_and_proofs_circular"),
        ({"needs": (SECOND,)}, {"needs": (THIRD,)}, {"needs": (FIRST,)}, "prerequisites_circular"),
        ({"proofs": (SECOND,)}, {"proofs": (THIRD,)}, {"proofs": (FIRST,)}, "proofs_circular"),
        ({"needs": (SECOND,)}, {"proofs": (THIRD,)}, {"needs": (FIRST,)}, "prerequisites_and_proofs_circular"),
    ],
)
def test_what_leads_back_is_refused_with_the_way(city: City, first: Any, second: Any, third: Any, code: str) -> None:
    published(city, an_item(FIRST))
    if third:
        published(city, an_item(THIRD, **third))
    published(city, an_item(SECOND, **second))
    said = findings(city, an_item(FIRST, **first))
    names = [FIRST, SECOND, *([THIRD] if third else []), FIRST]
    assert " → ".join(f"事项{name}" for name in names) in said[code]


def test_a_result_is_a_proof_although_its_item_is_not_in_force(city: City) -> None:
    assert findings(city, an_item(FIRST, proofs=(SECOND,))) == {}
    published(city, an_item(SECOND, confidential=True))
    assert "related_item_not_in_force" in findings(city, an_item(THIRD, proofs=(SECOND,)))


@pytest.mark.parametrize("parts", [{"needs": (FIRST,)}, {"proofs": (FIRST,)}])
def test_nothing_needs_itself(city: City, parts: Any) -> None:
    said = findings(city, an_item(FIRST, **parts))
    assert said.keys() <= {"prerequisites_circular", "proofs_circular"}
    assert said


def test_an_old_result_that_need_not_be_brought_makes_no_circle(city: City) -> None:
    item = an_item(FIRST)
    assert findings(city, {**item, "materials": [*item["materials"], proof(FIRST, required=False)]}) == {}


def test_one_approval_is_not_asked_for_twice(city: City) -> None:
    for code in (SECOND, THIRD):
        published(city, an_item(code, basic_code="000709009000", name="同一事项"))
    assert findings(city, an_item(FIRST, needs=(SECOND, THIRD))).keys() == {"approval_twice"}


def chain(length: int) -> Callable[[str], Mapping[str, Any] | None]:
    """Items that need each the next."""
    return lambda code: {
        **an_item(code, needs=(f"N-{int(code[2:]) + 1}",) if int(code[2:]) < length else ()),
        "confidential": False,
    }


def test_a_long_chain_is_walked_and_a_longer_one_refused() -> None:
    start = {**content(), **an_item("N-0", needs=("N-1",)), "confidential": False}
    walk = relations.bounded(chain(relations.MOST_ITEMS))
    assert relations.relation_faults(start, walk) == []
    further = relations.bounded(chain(relations.MOST_ITEMS + 1))
    assert [fault.code for fault in relations.relation_faults(start, further)] == ["relations_too_many"]


def test_items_that_many_ways_lead_to_are_looked_at_once() -> None:
    """Twelve rows of two items, each needing both of the next row: 4,096 ways."""
    asked: list[str] = []

    def find(code: str) -> Mapping[str, Any] | None:
        asked.append(code)
        row = int(code[2:]) // 2
        needs = (f"N-{2 * row + 2}", f"N-{2 * row + 3}") if row < 12 else ()
        return {**an_item(code, needs=needs), "confidential": False, "basic_code": code}

    start = {**an_item("X-0", needs=("N-0", "N-1")), "confidential": False}
    assert relations.relation_faults(start, find) == []
    assert len(asked) < 100


def test_the_largest_publication_fits_into_one_transaction(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """All prerequisites replaced, as many items looked at as there may be, and another standard to follow."""
    looked_at = [f"N-{number}" for number in range(relations.MOST_ITEMS)]
    for code, next_one in zip(reversed(looked_at[20:]), [None, *reversed(looked_at[21:])], strict=True):
        published(city, an_item(code, needs=(next_one,) if next_one else ()))
    for code in looked_at[:20]:
        published(city, an_item(code, needs=(looked_at[20],) if code == "N-0" else ()))
    old = tuple(f"O-{number}" for number in range(20))
    for code in old:
        published(city, an_item(code))
    published(city, an_item(FIRST, needs=old, basic_code="000709001000"))
    number = audited(city, an_item(FIRST, needs=tuple(looked_at[:20]), basic_code="000709002000"))
    commit, sizes = city.committer.commit, list[int]()

    def measured(decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        change = decide()
        sizes.append(len(change.writes) + len(change.acts) + 1)
        return commit(decide, once)

    monkeypatch.setattr(city.committer, "commit", measured)
    city.desk.publish(FIRST, number, AUDITOR, None)
    assert 90 < sizes[0] <= 100


def test_two_publications_at_once_make_no_circle(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are decided before either is written: the second one's decision does not hold any more."""
    for code in (FIRST, SECOND):
        published(city, an_item(code))
    first, second = audited(city, an_item(FIRST, needs=(SECOND,))), audited(city, an_item(SECOND, needs=(FIRST,)))
    commit = city.committer.commit
    between: list[int] = []

    def interleaved(decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        def decided_then_overtaken() -> Change:
            change = decide()
            if not between:
                between.append(1)
                city.desk.publish(SECOND, second, OTHER_AUDITOR, None)
            return change

        return commit(decided_then_overtaken, once)

    monkeypatch.setattr(city.committer, "commit", interleaved)
    with pytest.raises(Invalid, match="findings_open") as refused:
        city.desk.publish(FIRST, first, AUDITOR, None)
    assert [fault.code for fault in refused.value.faults] == ["prerequisites_circular"]
    current = city.store.shelf(FIRST).shelf.current
    assert current is not None
    assert city.store.edition(FIRST, current).content["prerequisites"] == []  # type: ignore[union-attr]


def test_an_item_that_changes_meanwhile_is_looked_at_again(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    published(city, an_item(SECOND))
    number = audited(city, an_item(FIRST, needs=(SECOND,)))
    shelf = city.store.shelf
    seen: list[str] = []

    def overtaken(code: str, *, fresh: bool = True) -> ItemShelf:
        found = shelf(code, fresh=fresh)
        seen.append(code)
        if code == SECOND and seen.count(SECOND) == 1:
            draft(city, an_item(SECOND, name="改了"))
        return found

    monkeypatch.setattr(city.store, "shelf", overtaken)
    city.desk.publish(FIRST, number, AUDITOR, None)
    assert seen.count(FIRST) == 2


@pytest.mark.parametrize("cancelled", [False, True])
def test_whoever_takes_an_item_out_of_force_hears_who_needs_it(city: City, cancelled: bool) -> None:
    published(city, an_item(SECOND))
    published(city, an_item(FIRST, needs=(SECOND,)))
    if cancelled:
        reform = {"kind": "cancelled", "document": "文", "effective_on": "2026-01-01"}
        number = audited(city, an_item(SECOND, reform=reform))
        answer = city.desk.publish(SECOND, number, AUDITOR, None)
    else:
        answer = city.desk.withdraw(SECOND, 1, "机构改革", AUDITOR, None)
    assert answer["needed_by"] == [{"item_code": FIRST, "name": f"事项{FIRST}"}]
    assert city.acts(SECOND)[-1].changes["needed_by"] == [FIRST]
    assert city.service.in_force(SECOND) is None


def test_becoming_confidential_tells_who_names_it(city: City) -> None:
    published(city, an_item(SECOND))
    published(city, an_item(FIRST, needs=(SECOND,)))
    number = audited(city, an_item(SECOND, confidential=True))
    assert [one["item_code"] for one in city.desk.publish(SECOND, number, AUDITOR, None)["needed_by"]] == [FIRST]


@pytest.mark.parametrize(
    "then",
    [
        an_item(FIRST),
        an_item(FIRST, needs=(SECOND,), confidential=True),
        an_item(FIRST, reform={"kind": "cancelled", "document": "文", "effective_on": "2026-01-01"}),
        None,
    ],
)
def test_who_needs_it_no_more_or_in_secret_is_not_named(city: City, then: dict[str, Any] | None) -> None:
    published(city, an_item(SECOND))
    published(city, an_item(FIRST, needs=(SECOND,)))
    if then:
        published(city, then)
    else:
        city.desk.withdraw(FIRST, 1, "机构改革", AUDITOR, None)
    assert city.desk.withdraw(SECOND, 1, "机构改革", AUDITOR, None)["needed_by"] == []


def test_a_new_name_is_told(city: City) -> None:
    published(city, an_item(SECOND))
    published(city, an_item(FIRST, needs=(SECOND,)))
    published(city, {**an_item(FIRST, needs=(SECOND,)), "name": "新名"})
    assert city.desk.withdraw(SECOND, 1, "x", AUDITOR, None)["needed_by"] == [{"item_code": FIRST, "name": "新名"}]
