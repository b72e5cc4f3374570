"""What the local cloud saves of its streams is dropped before a start, and nothing else of its state."""

from __future__ import annotations

import json
from pathlib import Path

from infra.local.streams import forget_positions


def test_positions_are_dropped_and_the_rest_stays(tmp_path: Path) -> None:
    saved = tmp_path / "lambda.json"
    saved.write_text(json.dumps({"payload": {"esms": {"a": 1}, "dynamodb_stream_positions": {"a": 236}}}))
    forget_positions(saved)
    assert json.loads(saved.read_text()) == {"payload": {"esms": {"a": 1}}}


def test_a_new_city_has_nothing_to_drop(tmp_path: Path) -> None:
    forget_positions(tmp_path / "lambda.json")
    assert not list(tmp_path.iterdir())
