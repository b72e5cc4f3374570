"""A log played once for every test that only looks at what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from infra.replay.outcome import Outcome
from infra.replay.replaying import replayed
from tests.replay.logs import saved

Replay = Callable[..., Outcome]


@pytest.fixture
def replay(tmp_path: Path) -> Replay:
    def played(rows: list[dict[str, str]], *raw: str) -> Outcome:
        return replayed(saved(tmp_path, rows, *raw), lambda *_: None)

    return played


@pytest.fixture(scope="package")
def ordinary_outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    from tests.replay.logs import whole

    return replayed(saved(tmp_path_factory.mktemp("whole"), whole()), lambda *_: None)
