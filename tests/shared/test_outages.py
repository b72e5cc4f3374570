"""Which failures of the cloud pass by, and what the caller hears of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore import exceptions as botocore
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from chalice.app import Chalice
from pynamodb import exceptions as pynamodb

from chalicelib.shared import dynamodb
from chalicelib.shared.access import Access
from chalicelib.shared.change import Change
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import ServiceError, Throttled, UpstreamUnavailable
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.messages import MESSAGES
from chalicelib.shared.outages import BUSY, DOWN, outage
from chalicelib.shared.sealing import Sealer
from chalicelib.shared.table import put
from tests.builders import an_event
from tests.fakes import SECRET, FakeClock
from tests.shared.test_commit import ThingItem

UNREACHED = [
    botocore.ConnectTimeoutError(endpoint_url="https://x"),
    botocore.ReadTimeoutError(endpoint_url="https://x"),
    botocore.EndpointConnectionError(endpoint_url="https://x"),
    botocore.ConnectionClosedError(endpoint_url="https://x"),
    botocore.IncompleteReadError(actual_bytes=1, expected_bytes=2),
]
LASTING = ["ValidationException", "AccessDeniedException", "ResourceNotFoundException", "NoSuchBucket"]
Outcome = Callable[[], Any]


def refused_with(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "张三"}}, "GetItem")


@pytest.mark.parametrize("wrap", [lambda failed: failed, lambda failed: pynamodb.QueryError("failed", failed)])
class TestOutage:
    @pytest.mark.parametrize("code", sorted(BUSY))
    def test_too_many_requests_are_busy(self, code: str, wrap: Any) -> None:
        assert _kind(outage(wrap(refused_with(code)))) == (Throttled, "storage_busy")

    @pytest.mark.parametrize("failed", [*map(refused_with, sorted(DOWN)), *UNREACHED], ids=str)
    def test_what_is_down_or_out_of_reach_is_unavailable(self, failed: Exception, wrap: Any) -> None:
        assert _kind(outage(wrap(failed))) == (UpstreamUnavailable, "storage_unavailable")

    @pytest.mark.parametrize("failed", [*map(refused_with, LASTING), botocore.NoCredentialsError()], ids=str)
    def test_what_would_come_again_is_ours(self, failed: Exception, wrap: Any) -> None:
        assert outage(wrap(failed)) is None


@pytest.mark.parametrize("failed", [ConnectionError(), TimeoutError(), KeyError("ThrottlingException"), ValueError()])
def test_other_failures_are_no_outage(failed: Exception) -> None:
    assert outage(failed) is None


# ---- below our code and PynamoDB's: the outcome of the call itself


def _answering(code: str) -> Outcome:
    parsed = {"Error": {"Code": code, "Message": "m"}, "ResponseMetadata": {"HTTPHeaders": {}}}
    return lambda: (AWSResponse("", 400, {}, None), parsed)


def _silent() -> Any:
    raise botocore.ReadTimeoutError(endpoint_url="https://x")


FAILURES = [
    (_answering("ThrottlingException"), 429, "storage_busy"),
    (_answering("ProvisionedThroughputExceededException"), 429, "storage_busy"),
    (_answering("RequestLimitExceeded"), 429, "storage_busy"),
    (_answering("InternalServerError"), 503, "storage_unavailable"),
    (_answering("ServiceUnavailable"), 503, "storage_unavailable"),
    (_silent, 503, "storage_unavailable"),
    (_answering("ValidationException"), 500, "internal_error"),
]
IDS = ["throttled", "throughput", "limit", "internal", "unavailable", "time-out", "invalid"]


@pytest.fixture
def failing(tables: Any) -> Iterator[Callable[[Outcome], None]]:
    """Lets every call of DynamoDB end so."""
    events = dynamodb.client().meta.events
    registered: list[Any] = []

    def let(outcome: Outcome) -> None:
        registered.append(lambda **_: outcome())
        events.register_first("before-call.dynamodb", registered[-1])

    yield let
    for each in registered:
        events.unregister("before-call.dynamodb", each)


@pytest.mark.parametrize(("outcome", "status", "code"), FAILURES, ids=IDS)
@pytest.mark.parametrize("use", ["get", "query", "commit"])
def test_a_route_says_so(
    failing: Callable[[Outcome], None], use: str, outcome: Outcome, status: int, code: str
) -> None:
    failing(outcome)
    response = _app()(_event(use), None)
    assert (response["statusCode"], json.loads(response["body"])["code"]) == (status, code)
    assert ("Retry-After" in response["headers"]) is (status != 500)


@pytest.mark.parametrize("code", ["storage_busy", "storage_unavailable"])
def test_nobody_is_told_that_nothing_was_saved(code: str) -> None:
    """They answer readings too, and after a time-out nobody knows."""
    assert "没有保存" not in MESSAGES[code][1]


def _event(use: str) -> dict[str, Any]:
    event = an_event("GET", f"/v1/{use}")
    event["requestContext"]["resourcePath"] = f"/v1/{use}"
    return event


def _app() -> Chalice:
    routes = Routes("test_outages")

    @routes.get("/get", Access(public=True))
    def get(_call: Call) -> dict[str, Any]:
        return {"n": ThingItem.get("T", "1").n}

    @routes.get("/query", Access(public=True))
    def query(_call: Call) -> dict[str, Any]:
        return {"n": len(list(ThingItem.query("T")))}

    @routes.get("/commit", Access(public=True))
    def commit(_call: Call) -> dict[str, Any]:
        committer = DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock()))
        return committer.commit(lambda: Change(writes=(put(ThingItem(pk="T", sk="1", n=1)),)), None)

    app = Chalice("test_outages", configure_logs=False)
    app.register_blueprint(routes.blueprint)
    return app


def _kind(refused: ServiceError | None) -> tuple[Any, str | None]:
    return type(refused), refused.code if refused else None
