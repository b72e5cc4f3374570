"""The use cases of this domain, in memory and on the table: both obey the same tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.table import CaseTable
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.cases.fakes import memory_parts, parts_of
from tests.fakes import SECRET, FakeClock


@pytest.fixture(params=["memory", "dynamodb"])
def parts(request: pytest.FixtureRequest) -> Iterator[Parts]:
    if request.param == "memory":
        yield memory_parts()
    else:
        request.getfixturevalue("tables")
        clock = FakeClock()
        committer = DynamoCommitter(OnceBook(Sealer(SECRET), clock))
        yield parts_of(committer, CaseTable(clock, lambda: "2056-12-31"), clock)
