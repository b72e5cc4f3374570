"""The one writer: everything or nothing, once per key, again on conflict. Fake and DynamoDB obey the same tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from pynamodb.attributes import NumberAttribute

from chalicelib.shared import dynamodb
from chalicelib.shared.act_table import acts_of
from chalicelib.shared.acts import Act, Chain, Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.commit import ATTEMPTS, DynamoCommitter
from chalicelib.shared.errors import Invalid, RuleViolation, Throttled
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from chalicelib.shared.table import Item, save, table_name
from tests.builders import a_clerk
from tests.fakes import SECRET, FakeClock, MemoryCommitter, MemoryWrite
from tests.shared.test_acts import NOTED

ONCE = Once("citizen:1", "POST /v1/things", "key-1", "digest-1")


class ThingItem(Item):
    class Meta:
        table_name = table_name("CASES_TABLE")

    n = NumberAttribute()


@dataclass(frozen=True)
class Thing:
    n: int
    version: int = 0


class Things:
    """A counter kept in a store, with the acts that counted it."""

    def __init__(self, committer: Committer, read: Callable[[], Thing | None], write: Any, acts: Any) -> None:
        self.committer, self.read, self._write, self.acts = committer, read, write, acts
        self.recorder = Recorder(FakeClock(), FakeClock(), lambda: 0)
        self.interfere: list[Callable[[], None]] = []
        self.decided = 0

    def count(self, once: Once | None = None, *, at_most: int = 100) -> dict[str, Any]:
        def decide() -> Change:
            self.decided += 1
            before = self.read()
            n = before.n + 1 if before else 1
            if n > at_most:
                raise RuleViolation("full")
            acts = list(self.acts())
            act = self.recorder.next(acts[-1].chain if acts else Chain("thing#1"), NOTED, a_clerk(), {"n": n})
            if self.interfere:
                self.interfere.pop()()
            return Change(self._write(before, n), (act,), {"n": n})

        return self.committer.commit(decide, once)


@pytest.fixture(params=["memory", "dynamodb"])
def things(request: pytest.FixtureRequest) -> Things:
    if request.param == "memory":
        committer, store = MemoryCommitter(), {}

        def write(before: Thing | None, n: int) -> tuple[Any, ...]:
            version = before.version if before else None
            return (MemoryWrite(store, "one", Thing(n, (version or 0) + 1), version),)

        return Things(committer, lambda: store.get("one"), write, lambda: committer.of("thing#1"))
    request.getfixturevalue("tables")
    return _dynamo_things()


def _dynamo_things() -> Things:
    return Things(
        DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock())),
        _stored,
        lambda before, n: (save(ThingItem(pk="T", sk="1", n=n), before.version if before else None),),
        lambda: acts_of("thing#1"),
    )


def _stored() -> Thing | None:
    try:
        item = ThingItem.get("T", "1", consistent_read=True)
    except ThingItem.DoesNotExist:
        return None
    return Thing(int(item.n), int(item.version))


def recorded(things: Things) -> list[Act]:
    return list(things.acts())


def test_state_and_act_are_written_together(things: Things) -> None:
    assert things.count() == {"n": 1}
    assert things.count() == {"n": 2}
    assert things.read() == Thing(2, 2)
    assert [act.changes for act in recorded(things)] == [{"n": 1}, {"n": 2}]


def test_a_conflict_is_decided_anew_on_what_the_other_wrote(things: Things) -> None:
    things.interfere.append(lambda: things.count() and None)
    assert things.count() == {"n": 2}
    assert things.decided == 3
    assert [act.changes["n"] for act in recorded(things)] == [1, 2]


def test_a_conflict_can_turn_into_a_refusal_and_then_nothing_is_written(things: Things) -> None:
    things.interfere.append(lambda: things.count() and None)
    with pytest.raises(RuleViolation, match="full"):
        things.count(at_most=1)
    assert things.read() == Thing(1, 1)


def test_the_same_key_and_body_get_the_same_answer_and_write_once(things: Things) -> None:
    assert things.count(ONCE) == things.count(ONCE) == {"n": 1}
    assert len(recorded(things)) == 1


def test_a_repeat_whose_refusal_would_be_new_still_gets_the_first_answer(things: Things) -> None:
    assert things.count(ONCE, at_most=1) == {"n": 1}
    assert things.count(ONCE, at_most=1) == {"n": 1}


def test_the_same_key_for_another_body_is_refused(things: Things) -> None:
    things.count(ONCE)
    with pytest.raises(Invalid, match="idempotency_key_reused"):
        things.count(Once(ONCE.caller, ONCE.route, ONCE.key, "digest-2"))


@pytest.mark.parametrize("other", [{"caller": "citizen:2"}, {"route": "POST /v1/others"}, {"key": "key-2"}])
def test_a_key_is_scoped_to_caller_and_route(things: Things, other: dict[str, str]) -> None:
    things.count(ONCE)
    assert things.count(Once(**{**ONCE._asdict(), **other})) == {"n": 2}


def test_a_refused_request_leaves_its_key_free(things: Things) -> None:
    with pytest.raises(RuleViolation):
        things.count(ONCE, at_most=0)
    assert things.count(ONCE) == {"n": 1}


# ---- what only the service itself can say: given to botocore as the call's outcome, below our code and PynamoDB's

Outcome = tuple[AWSResponse, dict[str, Any]]


def _cancelled(*codes: str) -> Outcome:
    parsed = {
        "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
        "CancellationReasons": [{"Code": code} for code in codes],
        "ResponseMetadata": {"HTTPHeaders": {}},
    }
    return AWSResponse("", 400, {}, None), parsed


@pytest.fixture
def answers(tables: Any) -> Iterator[list[Outcome]]:
    """Outcomes that the next TransactWriteItems get instead of the table's."""
    waiting: list[Outcome] = []
    events = dynamodb.client().meta.events

    def give(**_: Any) -> Outcome | None:
        return waiting.pop(0) if waiting else None

    events.register_first("before-call.dynamodb.TransactWriteItems", give)
    yield waiting
    events.unregister("before-call.dynamodb.TransactWriteItems", give)


def test_a_transaction_conflict_is_tried_again(answers: list[Any]) -> None:
    things = _dynamo_things()
    answers += [_cancelled("TransactionConflict", "None"), _cancelled("None", "TransactionConflict")]
    assert things.count() == {"n": 1}
    assert things.decided == 3


def test_a_request_that_somebody_else_is_carrying_out_is_in_flight(answers: list[Any]) -> None:
    answers += [_cancelled("None", "None", "TransactionConflict")] * ATTEMPTS
    with pytest.raises(RuleViolation, match="request_in_flight"):
        _dynamo_things().count(ONCE)


def test_endless_conflict_ends_in_a_refusal_not_in_a_loop(answers: list[Any]) -> None:
    answers += [_cancelled("TransactionConflict", "None")] * ATTEMPTS
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        _dynamo_things().count()


def test_throttling_is_told_as_such(answers: list[Any]) -> None:
    answers += [_cancelled("ThrottlingError", "None")]
    with pytest.raises(Throttled, match="storage_busy"):
        _dynamo_things().count()


def test_the_record_is_sealed_and_expires_after_24_hours(tables: Any) -> None:
    clock = FakeClock()
    book = OnceBook(Sealer(SECRET), clock)
    committer = DynamoCommitter(book)
    committer.commit(lambda: Change(answer={"name": "张三"}), ONCE)
    [item] = tables.scan(TableName="idempotency_table")["Items"]
    assert "张三" not in str(item)
    assert ONCE.body_sha256 not in str(item), "the digest of a password would be guessed offline"
    assert int(item["expires_at"]["N"]) == int((clock.now() + timedelta(hours=24)).timestamp())
    clock.move(timedelta(hours=24, seconds=1))
    assert book.recall(ONCE) is None
    assert committer.commit(lambda: Change(answer={"name": "李四"}), ONCE) == {"name": "李四"}
