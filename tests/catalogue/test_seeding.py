"""What is shipped goes through the routes as the city's staff would take it: drafted, audited, published."""

from __future__ import annotations

from threading import Lock
from typing import Any, cast

import pytest

from infra.local.seed.catalogue import Keepers, Outcome, Standing, publish_items, published_guides
from infra.local.seed.client import SeedRefused, StaffClient
from tests.catalogue.samples import complete_names, content
from tests.catalogue.worker import work
from tests.configuration.cloud import Client
from tests.configuration.people import AUDITOR, EDITOR, OTHER_AUDITOR, PEOPLE

IMPORTS = "/v1/catalogue/imports"


class Member:
    """A member of staff at the API in this process, which serves one request at a time."""

    def __init__(self, call: Client, number: str, alone: Lock) -> None:
        self._call, self._number, self._alone = call, number, alone

    def get(self, path: str) -> Any:
        return self._asked("GET", path, None)

    def post(self, path: str, body: Any = None) -> Any:
        told = self._asked("POST", path, body)
        if path == IMPORTS:
            work(f"import#{told['import_id']}")
        return told

    def put(self, path: str, body: Any, if_match: int) -> Any:
        return self._asked("PUT", path, body, if_match=f'"{if_match}"')

    def _asked(self, method: str, path: str, body: Any, **headers: str) -> Any:
        with self._alone:
            answer = self._call(method, path, body, self._number, **headers)
        if answer.status >= 400:
            raise SeedRefused(answer.status, method, path, str(answer.body))
        return answer.body


@pytest.fixture
def keepers(bucket: Any) -> Keepers:
    call, alone = Client(PEOPLE), Lock()
    people = (EDITOR.id, AUDITOR.id, OTHER_AUDITOR.id)
    return Keepers(*(cast(StaffClient, Member(call, number, alone)) for number in people))


def seeded(keepers: Keepers) -> Outcome:
    return publish_items(keepers, lambda _: None)


def test_everything_is_in_force_but_the_guides_of_other_places(keepers: Keepers) -> None:
    outcome = seeded(keepers)
    assert (len(outcome.items), outcome.guides) == (72, 14)
    assert set(outcome.items.values()) == {Standing.PUBLISHED}
    for name in complete_names():
        shown = keepers.editor.get(f"/v1/items/{content(name)['item_code']}")
        assert (shown["version"], shown["form_schema"]) == (1, content(name)["form_schema"]), name
    for guide in published_guides():
        assert keepers.editor.get(f"/v1/catalogue/items/{guide['item_code']}/draft")["stage"] == "draft"
        with pytest.raises(SeedRefused, match="404"):
            keepers.editor.get(f"/v1/items/{guide['item_code']}")

    again = seeded(keepers)
    assert (again.published, set(again.items.values())) == (0, {Standing.IN_FORCE})


def test_what_waits_for_its_authors_is_told() -> None:
    told = Outcome({"A": Standing.PUBLISHED, "B": Standing.IN_FORCE, "C": Standing.WAITING}, 14).told()
    assert told == (
        "2 of 3 items in force, 1 of them new, 1 drafts wait for their authors (C), 14 guides of other places kept as"
        " drafts"
    )
