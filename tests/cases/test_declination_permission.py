"""不予受理 is the clerks' of the case's office."""

from __future__ import annotations

from tests.cases import licences
from tests.cases.everybody import let_in
from tests.cases.fakes import memory_parts


def test_the_offices_clerks_alone_do_it() -> None:
    parts = memory_parts(licences.an_item())
    assert let_in("declination", parts, licences.STAGES["submitted"](parts)) == {"clerk"}
