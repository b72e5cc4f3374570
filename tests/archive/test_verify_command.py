"""`make verify`: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.archive.findings import Kind
from infra.local.verify import CANNOT_LOOK, FOUND, WHOLE, WORDS, main
from tests.archive.city import City, a_city

BUCKET = "archive"


@pytest.fixture
def city(tables: Any, monkeypatch: pytest.MonkeyPatch) -> City:
    """A small city whose acts and batches lie in moto."""
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "cn-north-1"})
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    monkeypatch.setenv("ARCHIVE_BUCKET", BUCKET)
    monkeypatch.setenv("ACTS_TABLE", "acts_table")
    made = a_city(days=1, subjects=2)
    for key in made.bucket.keys("acts/"):
        s3.put_object(Bucket=BUCKET, Key=key, Body=made.bucket.read(key) or b"")
    for subject, rows in made.acts.table.items():
        for row in rows.values():
            item = {"pk": subject, "sk": row.sk, "act": row.act, "hash": row.hash}
            tables.put_item(TableName="acts_table", Item={name: {"S": text} for name, text in item.items()})
    return made


def test_a_whole_archive_is_said_to_be_whole(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == WHOLE
    said = capsys.readouterr().out
    assert "Looked at 2 batches of 1 days, 0 anchors,\n4 archived acts in the chains of 2 subjects." in said
    assert "all subjects that were ever archived; one none of whose acts ever was is not seen" in said
    assert "All of this is whole" in said


def test_a_planted_alteration_is_told_with_its_act(city: City, tables: Any, capsys: pytest.CaptureFixture[str]) -> None:
    victim = city.lines[0].act
    key = {"pk": {"S": victim.subject}, "sk": {"S": "00000001"}}
    altered = {"act": {"S": victim.canonical.replace("办理", "改过")}, "hash": {"S": victim.hash}}
    tables.put_item(TableName="acts_table", Item={**key, **altered})
    assert main([]) == FOUND
    said = capsys.readouterr().out
    assert f"FOUND  act was altered: case#0, act 1 ({victim.act_id}), in acts table" in said
    assert said.endswith("1 findings.\n")


def test_findings_are_told_to_programs_as_json(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    boto3.client("s3").delete_object(Bucket=BUCKET, Key=next(city.bucket.keys("acts/")))
    assert main(["--json"]) == FOUND
    first, *others = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["kind"] == "object_removed"
    assert {(other["kind"], other["subject"]) for other in others} == {
        ("act_removed", "case#0"),
        ("act_removed", "case#1"),
    }


def test_without_a_city_there_is_nowhere_to_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--state", str(tmp_path)]) == CANNOT_LOOK
    assert "make run" in capsys.readouterr().err


def test_every_kind_of_finding_has_words() -> None:
    assert set(WORDS) == set(Kind)
