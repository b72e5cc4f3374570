"""What a line of the log is."""

from __future__ import annotations

import json
import re

import pytest

from chalicelib.shared.logging import logger


def test_a_line_is_json_with_the_keys_of_its_extra(capsys: pytest.CaptureFixture[str]) -> None:
    logger.info("request", extra={"route": "/v1/health", "ms": 1.5})
    line = json.loads(capsys.readouterr().out)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "level": "INFO", "message": "request", "service": "banshi-test", "route": "/v1/health", "ms": 1.5
    }  # fmt: skip


def _fail() -> None:
    try:
        int("11010519491231002X")
    except ValueError as unlike:
        raise KeyError("张三") from unlike


def test_an_exception_is_one_line_with_types_and_places_and_no_message(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        _fail()
    except KeyError:
        logger.exception("unexpected", extra={"route": "/v1/x"})
    (text,) = capsys.readouterr().out.splitlines()
    line = json.loads(text)
    assert (line["level"], line["route"]) == ("ERROR", "/v1/x")
    assert "张三" not in text
    assert "11010519491231002X" not in text
    failed, cause = line["exception"].split("\nafter ")
    outermost, *places = failed.splitlines()
    assert outermost == "builtins.KeyError"
    assert re.fullmatch(r"  \S+/test_logging\.py:\d+ _fail", places[-1])
    assert cause.startswith("builtins.ValueError\n")


def test_an_exception_that_leads_back_to_itself_ends(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = ValueError("甲"), ValueError("乙")
    first.__cause__, second.__cause__ = second, first
    logger.error("odd", exc_info=first)
    assert json.loads(capsys.readouterr().out)["exception"] == "builtins.ValueError\nafter builtins.ValueError"


def test_what_json_does_not_know_is_written_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    logger.warning("odd", extra={"what": {1}})
    assert json.loads(capsys.readouterr().out)["what"] == "{1}"


def test_what_cannot_be_encoded_is_escaped_and_the_line_is_written(capfd: pytest.CaptureFixture[str]) -> None:
    logger.error("partner unavailable", extra={"errmsg": "\ud800"})
    assert json.loads(capfd.readouterr().out)["errmsg"] == "\ud800"
