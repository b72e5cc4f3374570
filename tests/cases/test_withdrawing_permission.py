"""撤件 is the applicant's, and whoever's they authorised to apply: no member of staff takes a case back for them."""

from __future__ import annotations

from tests.cases import licences, scenes
from tests.cases.everybody import let_in
from tests.cases.fakes import memory_parts


def test_the_owner_and_their_agent_alone_take_it_back() -> None:
    parts = memory_parts(licences.an_item())
    assert let_in("withdrawal", parts, scenes.submitted(parts)) == {"owner", "agent"}
