"""特别程序 is announced by the examiners and chief representatives of the case's office."""

from __future__ import annotations

from tests.cases import licences
from tests.cases.everybody import let_in
from tests.cases.fakes import memory_parts


def test_the_offices_examiners_and_chief_representatives_announce_it() -> None:
    parts = memory_parts(licences.an_item())
    assert let_in("suspension", parts, licences.examining(parts)) == {"examiner", "chief_representative"}
