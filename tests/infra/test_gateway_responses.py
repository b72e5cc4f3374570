"""What the gateway answers by itself has the application's shape, and its words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.shared.messages import MESSAGES
from tests.infra.test_template import Resources, of_type

GATEWAYS_OWN = {"request_refused", "temporarily_unavailable", "too_many_requests", "timed_out"}


def answers(resources: Resources) -> dict[str, dict[str, Any]]:
    return {a["ResponseType"]: a for a in of_type(resources, "AWS::ApiGateway::GatewayResponse").values()}


@pytest.mark.parametrize(
    "kind",
    [
        "DEFAULT_4XX", "DEFAULT_5XX", "MISSING_AUTHENTICATION_TOKEN", "REQUEST_TOO_LARGE", "THROTTLED",
        "UNSUPPORTED_MEDIA_TYPE", "INTEGRATION_TIMEOUT",
    ],
)  # fmt: skip
def test_it_is_a_problem_document(resources: Resources, kind: str) -> None:
    answer = answers(resources)[kind]
    media_type = answer["ResponseParameters"]["gatewayresponse.header.Content-Type"]
    assert media_type == "'application/problem+json; charset=utf-8'"
    problem = json.loads(answer["ResponseTemplates"]["application/json"])
    assert problem["type"] == f"urn:banshi:problem:{problem['code']}"
    assert problem["request_id"] == "$context.requestId"
    assert problem.get("status", int(answer.get("StatusCode", 0))) == int(answer.get("StatusCode", 0))
    assert problem["title"]
    assert problem["detail"].endswith("。")


def test_its_codes_are_the_applications_where_it_has_one(resources: Resources) -> None:
    for answer in answers(resources).values():
        problem = json.loads(answer["ResponseTemplates"]["application/json"])
        if problem["code"] in MESSAGES:
            assert MESSAGES[problem["code"]][0] == problem["title"]
        else:
            assert problem["code"] in GATEWAYS_OWN
