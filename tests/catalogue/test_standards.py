"""同一事项、同一标准: items of one basic code differ only where they may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.catalogue.editions.history import CatalogueHistory
from chalicelib.catalogue.editions.standards import elements_of, key_of
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Forbidden, Invalid, NotFound
from tests.catalogue.conftest import City
from tests.catalogue.samples import content
from tests.catalogue.together import FIRST, SECOND, THIRD, an_item, audited, published
from tests.configuration.people import AUDITOR

BASIC = "000709001000"


def member(code: str, **parts: Any) -> dict[str, Any]:
    return an_item(code, **{"basic_code": BASIC, "name": "居住证申领", **parts})


def standard(city: City) -> dict[str, Any]:
    return CatalogueHistory(city.store, city.committer.latest).standard(BASIC)


def follows(city: City) -> dict[str, tuple[int, bool]]:
    return {one["item_code"]: (one["follows"], one["behind"]) for one in standard(city)["members"]}


def test_the_first_sets_the_standard_and_others_follow_it(city: City) -> None:
    published(city, member(FIRST))
    published(
        city,
        member(
            SECOND,
            department="77",
            department_name="某区公安分局",
            divisions=["530102000000"],
            visits={"most": 0},
            committed_limit=None,
            aliases=["暂住证"],
        ),
    )
    assert (standard(city)["number"], follows(city)) == (1, {FIRST: (1, False), SECOND: (1, False)})


@pytest.mark.parametrize(
    ("parts", "element"),
    [
        ({"name": "居住证办理"}, "name"),
        ({"conditions": [{"text": "年满十八周岁", "basis": "B01"}]}, "conditions"),
        ({"applicant_types": ["natural_person", "enterprise"]}, "applicant_types"),
        ({"materials": [{**one, "copies": 9} for one in content()["materials"]]}, "materials"),
        ({"statutory_limit": {"value": 10, "unit": "D"}, "committed_limit": None}, "statutory_limit"),
    ],
)
def test_what_differs_is_refused_naming_element_and_items(city: City, parts: Any, element: str) -> None:
    published(city, member(FIRST))
    number = audited(city, member(SECOND, **parts))
    with pytest.raises(Invalid, match="standard_differs") as refused:
        city.desk.publish(SECOND, number, AUDITOR, None)
    assert [fault.pointer for fault in refused.value.faults] == [f"/content/{element}"]
    assert refused.value.faults[0].params["items"] == FIRST
    assert city.store.shelf(SECOND).shelf.current is None


def test_a_standard_of_before_limits_said_whether_they_roll_is_still_followed() -> None:
    rolling = content(statutory_limit={**content()["statutory_limit"], "rolls": True})
    stated = elements_of(rolling)["statutory_limit"]
    assert "rolls" not in stated
    still = {**rolling, "statutory_limit": {**rolling["statutory_limit"], "rolls": False}}
    assert elements_of(still)["statutory_limit"] == {**stated, "rolls": False}


def test_whoever_raises_the_standard_leaves_the_others_behind(city: City) -> None:
    for code in (FIRST, SECOND):
        published(city, member(code))
    number = audited(city, member(THIRD, name="居住证办理"))
    city.desk.publish(THIRD, number, AUDITOR, None, raises_standard=True)
    assert follows(city) == {FIRST: (1, True), SECOND: (1, True), THIRD: (2, False)}
    assert city.acts(THIRD)[-1].changes["standard"] == 2
    published(city, member(FIRST, name="居住证办理"))
    assert follows(city)[FIRST] == (2, False)


def test_nobody_raises_the_standard_of_items_that_others_keep(city: City) -> None:
    """Raising leaves the others behind: it needs a reach over every one of them."""
    post = Post(frozenset({Role.CATALOGUE_AUDITOR}), ("77",), ("530102000000",))
    county = Caller("staff", "A-77", posts=(post,), channel="window", reach=Reach.OFFICE)
    own = {"department": "77", "divisions": ["530102000000"]}
    for code, parts in ((FIRST, {}), (SECOND, own)):
        published(city, member(code, **parts))
    number = audited(city, member(SECOND, **own, name="居住证办理"))
    with pytest.raises(Forbidden, match="standard_beyond_reach") as refused:
        city.desk.publish(SECOND, number, county, None, raises_standard=True)
    assert refused.value.params == {"items": FIRST, "count": 1}
    assert follows(city) == {FIRST: (1, False), SECOND: (1, False)}
    city.desk.withdraw(FIRST, 1, "机构改革", AUDITOR, None)
    city.desk.publish(SECOND, number, county, None, raises_standard=True)
    assert follows(city) == {SECOND: (2, False)}


def test_a_confidential_item_sets_no_standard_and_follows_none(city: City) -> None:
    """Its name and materials would be told to whoever keeps an item of the same basic code."""
    published(city, member(FIRST))
    published(city, member(SECOND, name="某涉密项目许可", confidential=True))
    published(city, member(FIRST, name="居住证办理"))
    assert (standard(city)["elements"]["name"], follows(city).keys()) == ("居住证办理", {FIRST})
    published(city, member(FIRST, confidential=True))
    assert follows(city) == {}


def test_of_two_first_members_at_once_one_sets_the_standard(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = audited(city, member(FIRST)), audited(city, member(SECOND, name="居住证办理"))
    commit, between = city.committer.commit, list[int]()

    def interleaved(decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        def overtaken() -> Change:
            change = decide()
            if not between:
                between.append(1)
                city.desk.publish(SECOND, second, AUDITOR, None)
            return change

        return commit(overtaken, once)

    monkeypatch.setattr(city.committer, "commit", interleaved)
    with pytest.raises(Invalid, match="standard_differs"):
        city.desk.publish(FIRST, first, AUDITOR, None)
    assert follows(city) == {SECOND: (1, False)}


def test_who_is_alone_changes_it_without_asking(city: City) -> None:
    published(city, member(FIRST))
    published(city, member(FIRST, name="居住证办理"))
    assert (standard(city)["number"], follows(city)) == (2, {FIRST: (2, False)})


def test_what_is_withdrawn_or_takes_another_code_follows_no_more(city: City) -> None:
    for code in (FIRST, SECOND):
        published(city, member(code))
    city.desk.withdraw(FIRST, 1, "机构改革", AUDITOR, None)
    assert follows(city).keys() == {SECOND}
    published(city, member(SECOND, basic_code="000709001999"))
    assert follows(city) == {}


def test_how_a_basis_is_numbered_is_each_lists_own(city: City) -> None:
    published(city, member(FIRST))
    basis = [{**one, "code": one["code"].replace("B", "Z")} for one in content()["basis"]]
    renamed = {
        name: [{**one, "basis": one["basis"] and one["basis"].replace("B", "Z")} for one in whole]
        for name, whole in ((name, member(SECOND)[name]) for name in ("conditions", "materials"))
    }
    fee = {**content()["fee"], "basis": content()["fee"]["basis"] and content()["fee"]["basis"].replace("B", "Z")}
    published(city, member(SECOND, basis=basis, fee=fee, **renamed))
    assert follows(city).keys() == {FIRST, SECOND}


@pytest.mark.parametrize(
    ("code", "basic", "key"),
    [
        ("11530100MBFAKE09853000709001000", None, BASIC),
        ("11530100MBFAKE0985300070900100002", None, f"{BASIC}-02"),
        ("512C0053300008-511602000000-000-115113010833722043-1-00", None, None),
        ("X-1", None, None),
        ("X-1", BASIC, BASIC),
    ],
)
def test_under_which_code(code: str, basic: str | None, key: str | None) -> None:
    assert key_of({"item_code": code, "basic_code": basic, "confidential": False}) == key


@pytest.mark.parametrize("code", ["", "名", "a" * 65, "000000000000"])
def test_a_standard_that_is_not(city: City, code: str) -> None:
    with pytest.raises(NotFound, match="standard_not_found"):
        CatalogueHistory(city.store, city.committer.latest).standard(code)
