"""What a line of the log is."""

from __future__ import annotations

import json

import pytest

from chalicelib.shared.logging import logger


def test_a_line_is_json_with_the_keys_of_its_extra(capsys: pytest.CaptureFixture[str]) -> None:
    logger.info("request", extra={"route": "/v1/health", "ms": 1.5})
    line = json.loads(capsys.readouterr().out)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "level": "INFO", "message": "request", "service": "banshi-test", "route": "/v1/health", "ms": 1.5
    }  # fmt: skip


def test_an_exception_is_one_line_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise KeyError("缺")
    except KeyError:
        logger.exception("unexpected", extra={"route": "/v1/x"})
    (text,) = capsys.readouterr().out.splitlines()
    line = json.loads(text)
    assert (line["level"], line["route"]) == ("ERROR", "/v1/x")
    assert line["exception"].startswith("Traceback")
    assert "KeyError: '缺'" in line["exception"]


def test_what_json_does_not_know_is_written_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    logger.warning("odd", extra={"what": {1}})
    assert json.loads(capsys.readouterr().out)["what"] == "{1}"
