"""Finding one's cases: by item, year, status and words; pages that are honest about what follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.intake import withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Authority, Page, Scope
from chalicelib.cases.rules import Case
from chalicelib.cases.status import finding, listing
from chalicelib.cases.status.finding import OF_A_READ, READS, Wanted, find
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change
from chalicelib.shared.errors import Malformed, NotFound
from tests.cases import scenes
from tests.cases.fakes import ITEM, FakeRepresentation, memory_parts
from tests.cases.writing import stored

FRIEND, ORGANISATION = "person-wang", "org-1"


def ids(found: dict[str, Any]) -> list[str]:
    return [one["case_id"] for one in found["cases"]]


def mine(parts: Parts, limit: int = 20, cursor: str | None = None, **wanted: Any) -> dict[str, Any]:
    return listing.mine(parts, scenes.applicant(), limit, cursor, Wanted(**wanted))


def walked(parts: Parts, limit: int, **wanted: Any) -> tuple[list[str], int]:
    """Every page's cases, and how many pages there were."""
    seen: list[str] = []
    cursor, pages = None, 0
    while pages == 0 or cursor:
        found = mine(parts, limit, cursor, **wanted)
        seen, cursor, pages = [*seen, *ids(found)], found["next_cursor"], pages + 1
    return seen, pages


def test_status_item_and_words_choose(parts: Parts) -> None:
    draft = scenes.drafted(parts)
    parts.wall.move(timedelta(seconds=1))  # type: ignore[attr-defined]
    submitted = scenes.submitted(parts)
    parts.wall.move(timedelta(seconds=1))  # type: ignore[attr-defined]
    withdrawn = scenes.submitted(parts)
    withdrawing.withdraw(parts, scenes.applicant(), withdrawn, None, None)
    assert ids(mine(parts)) == [withdrawn, submitted, draft]
    assert ids(mine(parts, status="draft")) == [draft]
    assert ids(mine(parts, status="withdrawn")) == [withdrawn]
    assert ids(mine(parts, item_code=ITEM, status="submitted")) == [submitted]
    assert ids(mine(parts, item_code="another")) == []
    case = stored(parts, submitted)
    for words in (str(case.case_no), str(case.public_no).lower(), f"居住 {str(case.case_no)[-4:]}"):
        assert ids(mine(parts, words=words)) == [submitted]
    assert ids(mine(parts, words="居住证")) == [withdrawn, submitted, draft]
    assert ids(mine(parts, words="居住证 营业")) == []


def test_a_year_is_the_city_s(parts: Parts) -> None:
    clock: Any = parts.wall
    begun = {}
    for instant in (
        "2026-12-31T15:59:59.999",
        "2026-12-31T16:00:00.000",
        "2027-12-31T15:59:59.999",
        "2027-12-31T16:00",
    ):
        clock.move(datetime.fromisoformat(instant).replace(tzinfo=UTC) - clock.now())
        begun[instant] = scenes.submitted(parts)
    first, second, third, fourth = begun.values()
    assert ids(mine(parts, year=2026)) == [first]
    assert ids(mine(parts, year=2027)) == [third, second]
    assert ids(mine(parts, year=2028)) == [fourth]
    assert walked(parts, 1, year=2027)[0] == [third, second]
    of_2028 = mine(parts, 1)["next_cursor"]
    with pytest.raises(Malformed, match="cursor_invalid"):
        mine(parts, 1, of_2028, year=2026)


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_leave_nothing_out_and_end_where_nothing_follows(parts: Parts, limit: int) -> None:
    cases = []
    for _ in range(3):
        cases += [scenes.drafted(parts), scenes.submitted(parts)]
        parts.wall.move(timedelta(seconds=1))  # type: ignore[attr-defined]
    seen, pages = walked(parts, limit, status="draft")
    assert (sorted(seen), pages) == (sorted(cases[::2]), -(-3 // limit))
    seen, pages = walked(parts, limit)
    assert (sorted(seen), pages) == (sorted(cases), -(-6 // limit))


def test_one_request_reads_so_often_and_then_says_that_it_goes_on() -> None:
    """Of more than half a thousand cases the wanted one is the oldest: found by going on, never by one long request."""
    count = READS * OF_A_READ + 50
    template = stored(parts := memory_parts(), scenes.submitted(parts))
    cases = [template._replace(case_id=f"C{n:05}", public_no="OLDEST" if n == 0 else "X") for n in range(count)]
    reads: list[int] = []

    def read(limit: int, position: dict[str, str] | None) -> Page:
        reads.append(limit)
        before = position["after"] if position else "~"
        ordered = sorted((c for c in cases if _sort(c) < before), key=_sort, reverse=True)
        return Page(tuple(ordered[:limit]), {"after": _sort(ordered[limit - 1])} if len(ordered) > limit else None)

    wanted = Wanted(words="oldest")
    found, position = find(read, wanted.fits, 20, None, at_once=OF_A_READ)
    assert (found, position is not None, reads) == ([], True, [OF_A_READ] * READS)
    found, position = find(read, wanted.fits, 20, position, at_once=OF_A_READ)
    assert ([case.case_id for case in found], position) == (["C00000"], None)


def _sort(case: Case) -> str:
    return f"{case.created_at}#{case.case_id}"


@given(fits=st.lists(st.booleans(), max_size=40), limit=st.integers(1, 5), at_once=st.integers(1, 4))
def test_whatever_fits_is_found_once_and_in_order(fits: list[bool], limit: int, at_once: int) -> None:
    template = Case("", "o", "i", 1, "n", "d", "v", "h5", created_at="2026")
    cases = [template._replace(case_id=f"C{n:03}", red_list=fit) for n, fit in enumerate(fits)]

    def read(most: int, position: dict[str, str] | None) -> Page:
        ordered = [c for c in reversed(cases) if position is None or _sort(c) < position["after"]]
        return Page(tuple(ordered[:most]), {"after": _sort(ordered[most - 1])} if len(ordered) >= most else None)

    seen: list[Case] = []
    position: dict[str, str] | None = None
    while True:
        found, position = find(read, lambda case: case.red_list, limit, position, at_once=at_once)
        assert len(found) <= limit
        assert len(found) == limit or position is None or at_once * finding.READS <= len(cases)
        seen += found
        if position is None:
            break
    assert seen == [case for case in reversed(cases) if case.red_list]


class TestPermission:
    def test_an_organisation_s_cases_are_for_who_may_see_all_of_them(self) -> None:
        parts = memory_parts()
        with pytest.raises(NotFound, match="organisation_not_found"):
            listing.of_organisation(parts, scenes.applicant(), ORGANISATION, 20, None, Wanted(status="draft"))
        parts.representation.give("person-zhang", ORGANISATION, "agent")  # type: ignore[attr-defined]
        assert ids(listing.of_organisation(parts, scenes.applicant(), ORGANISATION, 20, None, Wanted())) == []

    def test_of_a_case_that_one_may_no_longer_see_no_filter_tells_the_status_or_a_number(self) -> None:
        parts = memory_parts()
        given = parts.representation.give(FRIEND, "person-zhang")  # type: ignore[attr-defined]
        case_id = self.begun_for_another(parts, given)
        who = scenes.applicant(FRIEND)

        def done(**wanted: Any) -> list[str]:
            return ids(listing.done_for_others(parts, who, 20, None, Wanted(**wanted)))

        assert done(status="draft") == done(words="居住证") == done(item_code=ITEM) == [case_id]
        assert done(status="accepted") == done(year=2025) == []
        assert done(owner="person-zhang") == [case_id]
        assert done(owner=ORGANISATION) == []
        parts.representation.revoke(FRIEND, "person-zhang")  # type: ignore[attr-defined]
        assert done(words="居住证") == done(item_code=ITEM) == done(year=2026) == [case_id]
        assert done(status="draft") == []

    def test_staff_have_no_cases_that_they_did_for_others(self) -> None:
        with pytest.raises(NotFound, match="case_not_found"):
            listing.done_for_others(memory_parts(), scenes.clerk(), 20, None, Wanted())

    def test_whether_one_may_see_a_case_is_asked_item_by_item(self) -> None:
        class OfOneItem(FakeRepresentation):
            def authority(self, by: Caller, owner: str, item_code: str, scope: Scope) -> Authority | None:
                return super().authority(by, owner, item_code, scope) if item_code == ITEM else None

        representation = OfOneItem()
        parts = memory_parts()._replace(representation=representation)
        case = stored(parts, self.begun_for_another(parts, representation.give(FRIEND, "person-zhang")))
        other = case._replace(case_id="another", item_code="another")
        writes = (*parts.cases.save(None, other), *parts.cases.acted_for(other, FRIEND))
        parts.committer.commit(lambda: Change(writes, ()), None)
        found = listing.done_for_others(parts, scenes.applicant(FRIEND), 20, None, Wanted())["cases"]
        assert {one["case_id"]: one["may_view"] for one in found} == {case.case_id: True, "another": False}

    def begun_for_another(self, parts: Parts, given: str) -> str:
        from chalicelib.cases.intake import drafts
        from tests.cases.fakes import DIVISION

        return str(drafts.begin(parts, scenes.applicant(FRIEND), ITEM, DIVISION, {}, None, given)["case_id"])
