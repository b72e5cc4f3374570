"""The deployed pipeline: table → stream → relay → queue and archive → counters, on the local cloud."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.archive.adapters.acts import ActsTable
from chalicelib.archive.adapters.bucket import ArchiveBucket
from chalicelib.archive.adapters.index import ActIndex
from chalicelib.archive.anchors import read_anchor
from chalicelib.archive.findings import TABLE, Finding, Kind
from chalicelib.archive.lines import Line, decode
from chalicelib.archive.service import ArchiveService
from chalicelib.shared.acts import Act, Chain
from chalicelib.shared.clocks import civil_date, from_rfc3339
from chalicelib.shared.ids import new_id
from chalicelib.supervision.table.counters import SHARDS
from tests.city import City
from tests.functions.queue import message_of
from tests.functions.stream import record_of
from tests.supervision.cases import LIFE, an_act

pytestmark = pytest.mark.deployed

WITHIN_S = 30.0
A_LIFE = {
    "submitted#draft": 1,
    "correction_requested#submitted": 1,
    "submitted#correction_requested": 1,
    "accepted#submitted": 1,
    "examining#accepted": 1,
    "decided#examining": 1,
    "concluded#decided": 1,
}


def eventually(look: Callable[[], Any], expected: Any) -> None:
    """Assert that `look` comes to give what is expected."""
    until = time.monotonic() + WITHIN_S
    while (found := look()) != expected and time.monotonic() < until:
        time.sleep(0.2)
    assert found == expected


def a_case(item_code: str) -> list[Act]:
    """The life of one case, chained, about an item of its own."""
    chain, acts = Chain(f"case#{new_id()}"), []
    for step in LIFE:
        acts.append(an_act(*step, at=datetime.now(UTC), chain=chain, item_code=item_code))
        chain = acts[-1].chain
    return acts


def put(city: City, *acts: Act) -> None:
    """Write acts into the table in one transaction."""
    table = city.resources["ActsTable"]
    puts = [{"Put": {"TableName": table, "Item": record_of(Line(act, "1"))["dynamodb"]["NewImage"]}} for act in acts]
    city.client("dynamodb").transact_write_items(TransactItems=puts)


def counters(city: City, acts: list[Act]) -> dict[str, int]:
    """What is counted of the acts' item on their day, by status and status left."""
    item, day = acts[0].changes["item_code"], civil_date(from_rfc3339(acts[0].law_time))
    found: Counter[str] = Counter()
    for shard in range(SHARDS):
        answer = city.client("dynamodb").query(
            TableName=city.resources["StatisticsTable"],
            KeyConditionExpression="pk = :pk AND begins_with(sk, :item)",
            ExpressionAttributeValues={":pk": {"S": f"DAY#{day}#{shard}"}, ":item": {"S": f"{item}#"}},
        )
        for entry in answer["Items"]:
            found[entry["sk"]["S"].split("#", 4)[4].rpartition("#")[0]] += int(entry["entered"]["N"])
    return found


def bucket(city: City) -> ArchiveBucket:
    return ArchiveBucket(city.client("s3"), city.resources["ArchiveBucket"])


def archived(city: City, subject: str) -> Iterator[Line]:
    """The archived acts of a subject."""
    store = bucket(city)
    for key in store.keys("acts/"):
        yield from (line for line in map(decode, (store.read(key) or b"").splitlines()) if line.act.subject == subject)


def findings(city: City, subject: str) -> list[Finding]:
    """What verification finds about a subject."""
    log = ActsTable(city.client("dynamodb"), city.resources["ActsTable"])
    walk = ArchiveService(bucket(city)).verification(log, ActIndex(), datetime.now(UTC))
    return [finding for finding in walk.findings() if finding.subject == subject]


def invoke(city: City, function: str, event: Any) -> Any:
    """Call a deployed function and return its answer, or fail with its error."""
    answer = city.client("lambda").invoke(FunctionName=city.resources[function], Payload=json.dumps(event))
    said = json.loads(answer["Payload"].read() or "null")
    assert "FunctionError" not in answer, said
    return said


def put_aside(city: City, subject: str) -> set[str]:
    """Why acts of the subject were put aside, by its dead letters; they are taken, others' come back in a second."""
    sqs, queue = city.client("sqs"), city.resources["ActsDeadLettersUrl"]
    reasons: set[str] = set()
    for _ in range(20):
        answer = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=1)
        for letter in answer.get("Messages", []):
            said = json.loads(letter["Body"])
            if (said.get("keys") or {}).get("pk") == {"S": subject}:
                reasons.add(said["reason"])
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=letter["ReceiptHandle"])
        if reasons or "Messages" not in answer:
            break
    return reasons


def test_acts_reach_archive_and_counters(city: City) -> None:
    acts = a_case(new_id())
    put(city, *acts)
    eventually(lambda: counters(city, acts), A_LIFE)
    assert [line.act.act_id for line in archived(city, acts[0].subject)] == [act.act_id for act in acts]
    assert findings(city, acts[0].subject) == []


def test_a_poison_act_in_mid_batch_steps_aside_and_later_acts_arrive(city: City) -> None:
    acts = a_case(new_id())
    poison = an_act(chain=Chain(f"case#{new_id()}"))._replace(hash="0" * 64)
    put(city, *acts[:3], poison, *acts[3:])
    eventually(lambda: counters(city, acts), A_LIFE)
    eventually(lambda: put_aside(city, poison.subject), {"act_hash_mismatch"})
    assert list(archived(city, poison.subject)) == []


def test_what_comes_again_doubles_nothing(city: City) -> None:
    acts = a_case(new_id())
    put(city, *acts)
    eventually(lambda: counters(city, acts), A_LIFE)
    lines = list(archived(city, acts[0].subject))
    records = [record_of(line, from_rfc3339(line.act.instant).timestamp()) for line in lines]
    assert invoke(city, "RelayActsFunction", {"Records": records}) is None
    messages = [message_of(line) for line in lines]
    assert invoke(city, "CountActsFunction", {"Records": messages}) == {"batchItemFailures": []}
    assert counters(city, acts) == A_LIFE
    assert findings(city, acts[0].subject) == []


def test_a_planted_alteration_rings_and_is_found_and_named(city: City) -> None:
    acts = a_case(new_id())
    put(city, *acts)
    eventually(lambda: counters(city, acts), A_LIFE)
    victim = acts[3]
    put(city, victim._replace(canonical=victim.canonical.replace("submitted", "corrected")))
    assert findings(city, victim.subject) == [
        Finding(Kind.ACT_ALTERED, TABLE, victim.subject, victim.seq, victim.act_id)
    ]
    eventually(lambda: put_aside(city, victim.subject), {"act_modified"})
    put(city, victim)
    assert findings(city, victim.subject) == []
    eventually(lambda: put_aside(city, victim.subject), {"act_modified"})


def test_the_schedule_anchors_what_was_archived_before_today(city: City) -> None:
    acts = a_case(new_id())
    put(city, *acts)
    eventually(lambda: counters(city, acts), A_LIFE)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    records = [record_of(line, yesterday.timestamp()) for line in archived(city, acts[0].subject)]
    invoke(city, "RelayActsFunction", {"Records": records})
    assert invoke(city, "AnchorActsFunction", {}) is None
    anchor = read_anchor(bucket(city).read(f"anchors/{yesterday.date()}.json") or b"")
    first = records[0]["dynamodb"]["SequenceNumber"]
    assert [entry.acts for entry in anchor.entries if f"/{first}-" in entry.key] == [len(acts)]
    assert findings(city, acts[0].subject) == []
