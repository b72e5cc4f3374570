from __future__ import annotations

from typing import Any

import pytest

from chalicelib.catalogue.search.browsing import MOST_PASSED_OVER, Filter, browse
from tests.catalogue.entries import RESIDENCE_PERMIT
from tests.catalogue.memory import MemoryCatalogue

ENTRY = RESIDENCE_PERMIT


def store(count: int, **every_tenth: Any) -> MemoryCatalogue:
    """A list of `count` items, every tenth of them different."""
    made = MemoryCatalogue()
    for number in range(count):
        entry = ENTRY._replace(item_code=f"{number:05d}", **(every_tenth if number % 10 == 9 else {}))
        made.list[entry.item_code] = entry
    return made


@pytest.mark.parametrize("limit", [1, 7, 20, 100])
@pytest.mark.parametrize("sought", [Filter(), Filter(department="11")])
def test_pages_hold_everything_once(limit: int, sought: Filter) -> None:
    catalogue = store(250, department="11")
    found: list[str] = []
    after = None
    while True:
        page, after = browse(catalogue, sought, limit, after)
        assert len(page) <= limit
        found += [entry["item_code"] for entry in page]
        if after is None:
            break
    assert found == [f"{number:05d}" for number in range(250) if sought.empty or number % 10 == 9]


def test_the_end_of_the_list_has_no_cursor() -> None:
    assert browse(store(20), Filter(), 20, None)[1] is None
    assert browse(store(21), Filter(), 20, None)[1] == "00019"


def test_a_page_that_finds_nothing_for_long_ends_early_and_leads_on() -> None:
    catalogue = store(MOST_PASSED_OVER + 50)
    page, after = browse(catalogue, Filter(text="护照"), 20, None)
    assert (page, after) == ([], f"{MOST_PASSED_OVER - 1:05d}")
    assert browse(catalogue, Filter(text="护照"), 20, after) == ([], None)


@pytest.mark.parametrize(
    ("sought", "passes"),
    [
        (Filter(), True),
        (Filter(text="居住证"), True),
        (Filter(text="护照"), False),
        (Filter(applicant="natural_person"), True),
        (Filter(applicant="legal_person"), False),
        (Filter(theme="户籍与居住"), True),
        (Filter(theme="户籍"), False),
        (Filter(department="09"), True),
        (Filter(department="11"), False),
        (Filter(mode="mobile"), True),
        (Filter(mode="nearby"), False),
        (Filter(division="530102000000"), True),
        (Filter(division="530102001000"), True),
        (Filter(division="530103000000"), False),
        (Filter(division="530100000000"), False),
        (Filter(text="居住证", mode="nearby"), False),
    ],
)
def test_filters(sought: Filter, passes: bool) -> None:
    assert sought.passes(ENTRY) is passes


def test_letters_are_found_in_either_case() -> None:
    assert Filter(text="ii类").passes(ENTRY._replace(name="超限运输车辆行驶公路许可(II类)"))
