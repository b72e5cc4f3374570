"""After the stories: the supervisor's figures, the archive, and what `make verify` says before and after a forgery.

In a city of its own: elsewhere other tests leave poison and forgeries behind.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.archive.lines import decode
from chalicelib.shared.clocks import civil_date
from infra.local.places import ROOT, Places
from infra.local.story import left_alone, old_age_allowance, residence_permit
from infra.local.story.city import City as Driven
from infra.local.story.telling import Remembered
from tests.city import City, launch
from tests.journeys import driving

pytestmark = pytest.mark.deployed

WITHIN_S = 30.0
WHOLE, FOUND = 0, 1


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """A running city."""
    folder = tmp_path_factory.mktemp("told")
    made = Places(folder / "state")
    child = launch(made, folder / "run.log")
    yield made
    child.stop()


@pytest.fixture(scope="module")
def told(places: Places) -> City:
    """The city in which both stories were told, after one of last autumn in which the law's clock acted too."""
    city = City(json.loads(places.city_file.read_text()))
    left_alone.play(Driven(city.described), Remembered())
    residence_permit.play(Driven(city.described), Remembered())
    old_age_allowance.play(Driven(city.described), Remembered())
    return city


def eventually(look: Callable[[], Any], expected: Any) -> None:
    """Assert that `look` comes to give what is expected."""
    until = time.monotonic() + WITHIN_S
    while (found := look()) != expected and time.monotonic() < until:
        time.sleep(0.2)
    assert found == expected


def verified(places: Places) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of `make verify` and its findings."""
    command = [sys.executable, "-m", "infra.local.verify", "--state", str(places.state), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def archived(city: City) -> list[tuple[str, int, str]]:
    """Subject, seq and hash of every act in the archive."""
    s3, bucket = city.client("s3"), city.resources["ArchiveBucket"]
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="acts/")
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
    bodies = [s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys]
    acts = [decode(line).act for body in bodies for line in body.splitlines()]
    return [(act.subject, act.seq, act.hash) for act in acts]


def items(city: City) -> list[dict[str, Any]]:
    """The local table of acts, read as a whole as no code of the city may."""
    pages = city.client("dynamodb").get_paginator("scan").paginate(TableName=city.resources["ActsTable"])
    return [item for page in pages for item in page["Items"]]


def recorded(city: City) -> list[tuple[str, int, str]]:
    """Subject, seq and hash of every act in that table."""
    return [(item["pk"]["S"], int(item["sk"]["S"]), item["hash"]["S"]) for item in items(city)]


def entered(city: City, **narrowed: str) -> dict[str, int]:
    """How many cases entered which status today, as the supervisor reads it."""
    today = str(civil_date(datetime.now(UTC)))
    supervisor = driving.staff(city, "supervisor")
    summary = supervisor.get("/v1/supervision/summary", **{"from": today, "to": today, **narrowed})
    return {count["status"]: count["entered"] for count in summary["statuses"] if count["entered"]}


def test_the_summary_counts_the_stories(told: City) -> None:
    both = {"submitted": 3, "correction_requested": 1, "accepted": 2, "examining": 1, "decided": 2, "concluded": 2}
    eventually(lambda: entered(told), both)
    permit = driving.citizen(told, "王五").get("/v1/items", query="居住证")["items"][0]["item_code"]
    of_the_permit = {**both, "submitted": 2, "accepted": 1, "decided": 1, "concluded": 1}
    assert entered(told, item=permit) == of_the_permit
    assert entered(told, division=driving.DIVISION, channel="miniprogram") == both
    assert entered(told, division=driving.ANOTHER_DIVISION) == {}
    assert entered(told, channel="kiosk") == {}


def test_every_act_is_in_the_archive_once(told: City) -> None:
    eventually(lambda: sorted(archived(told)), sorted(recorded(told)))
    subjects = {subject.partition("#")[0] for subject, _, _ in archived(told)}
    assert {"case", "card", "person", "staff", "reader", "item"} <= subjects


def test_a_whole_city_is_said_to_be_whole(told: City, places: Places) -> None:
    assert verified(places) == (WHOLE, [])


@pytest.mark.parametrize(("kind", "was", "forged"), [("case#", "accepted", "declined"), ("card#", "red", "yellow")])
def test_an_act_that_was_altered_in_the_table_is_named(
    told: City, places: Places, kind: str, was: str, forged: str
) -> None:
    table, client = told.resources["ActsTable"], told.client("dynamodb")
    said = f'"{was}"'
    item = next(one for one in items(told) if one["pk"]["S"].startswith(kind) and said in one["act"]["S"])
    client.put_item(TableName=table, Item={**item, "act": {"S": item["act"]["S"].replace(said, f'"{forged}"')}})
    code, findings = verified(places)
    assert code == FOUND
    known = ("act_altered", item["pk"]["S"], int(item["sk"]["S"]))
    assert [(one["kind"], one["subject"], one["seq"]) for one in findings] == [known]
    client.put_item(TableName=table, Item=item)
    assert verified(places) == (WHOLE, [])


def test_an_act_that_was_taken_from_the_table_is_named(told: City, places: Places) -> None:
    table, client = told.resources["ActsTable"], told.client("dynamodb")
    subject, seq, _ = max(act for act in recorded(told) if act[0].startswith("case#"))
    key = {"pk": {"S": subject}, "sk": {"S": f"{seq:08d}"}}
    client.delete_item(TableName=table, Key=key)
    code, findings = verified(places)
    assert code == FOUND
    assert [(one["kind"], one["subject"], one["seq"]) for one in findings] == [("act_removed", subject, seq)]


def test_a_batch_that_was_rewritten_is_named_with_its_act(told: City, places: Places) -> None:
    s3, bucket = told.client("s3"), told.resources["ArchiveBucket"]
    keys = [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket, Prefix="acts/")["Contents"]]
    key, body = next(
        (key, body) for key in keys if b"case.decided" in (body := s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    )
    victim = next(act for line in body.splitlines() if (act := decode(line).act).type == "case.decided")
    s3.put_object(Bucket=bucket, Key=key, Body=body.replace(b"grant", b"refuse"))
    code, findings = verified(places)
    assert code == FOUND
    assert (key, victim.subject, victim.seq) in {(one["where"], one["subject"], one["seq"]) for one in findings}


def test_a_batch_that_was_removed_is_named(told: City, places: Places) -> None:
    s3, bucket = told.client("s3"), told.resources["ArchiveBucket"]
    key = s3.list_objects_v2(Bucket=bucket, Prefix="acts/")["Contents"][0]["Key"]
    s3.delete_object(Bucket=bucket, Key=key)
    code, findings = verified(places)
    assert code == FOUND
    assert ("object_removed", key) in {(one["kind"], one["where"]) for one in findings}
