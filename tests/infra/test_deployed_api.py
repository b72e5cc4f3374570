"""The deployed artifact behind its front door: what only the whole of it can show."""

from __future__ import annotations

import json
import os
import time
from typing import Any

import boto3
import pytest
import requests

from infra.deploy.deployment import Deployment, deploy
from infra.deploy.stack import DeploymentFailed, read_stack
from infra.local.deploying import STACK
from infra.local.logs import lines_of
from infra.local.places import BUILD
from infra.local.seed.client import StaffClient
from tests.city import City

pytestmark = pytest.mark.deployed


@pytest.fixture
def local_account(city: City, monkeypatch: pytest.MonkeyPatch) -> City:
    """This process's default clients talk to the city's cloud."""
    described = city.described
    monkeypatch.setenv("AWS_ENDPOINT_URL", described["endpoint_url"])
    monkeypatch.setenv("AWS_DEFAULT_REGION", described["region"])
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", described["access_key"]["id"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", described["access_key"]["secret"])
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    return city


def gateway(city: City) -> str:
    """The API's own address, as the cloud gives it."""
    resources = city.resources
    return f"{city.described['endpoint_url']}/restapis/{resources['ApiId']}/{resources['ApiStage']}/_user_request_"


def test_the_city_is_well(city: City) -> None:
    answer = requests.get(f"{city.base_url}/v1/health", timeout=30)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_the_stage_is_local(city: City) -> None:
    assert requests.get(f"{city.base_url}/v1/version", timeout=30).json()["stage"] == city.described["stage"] == "local"


def test_what_the_gateway_answers_itself_is_a_problem_document(city: City) -> None:
    answer = requests.get(f"{gateway(city)}/", timeout=30)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert answer.json()["code"] == "not_found"
    assert answer.json()["request_id"]


def test_the_lines_of_a_request_are_found_by_its_id(city: City) -> None:
    answer = requests.get(f"{city.base_url}/v1/me", timeout=30).json()
    lines: list[str] = []
    for _ in range(50):
        lines = lines_of(city.described, answer["request_id"])
        if lines:
            break
        time.sleep(0.1)
    (line,) = map(json.loads, lines)
    assert (line["route"], line["outcome"], line["caller"]) == ("/v1/me", "sign_in_required", "public")
    assert lines_of(city.described, "no-such-request") == []


def test_broken_utf8_reaches_the_parser_and_is_refused(city: City) -> None:
    answer = requests.post(
        f"{city.base_url}/v1/sessions/staff",
        data=b'{"staff_no": "100001", "password": "\xff\xfe"}',
        headers={"Content-Type": "application/json"},
        timeout=30,
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "body_not_utf8")


def test_every_sample_member_of_staff_can_log_in(city: City) -> None:
    for member in city.described["staff"]:
        who = StaffClient(city.base_url, member)
        assert set(member["roles"]) == set(who.get("/v1/me")["roles"])


def test_separate_powers_are_held_by_different_people(city: City) -> None:
    powers = {"administrator", "security_administrator", "auditor"}
    for member in city.described["staff"]:
        assert len(powers & set(member["roles"])) <= 1, member["staff_no"]


def test_the_catalogue_and_the_divisions_are_there(city: City) -> None:
    items = requests.get(f"{city.base_url}/v1/items", params={"limit": 100}, timeout=30).json()["items"]
    assert len(items) >= 70
    city_below = requests.get(f"{city.base_url}/v1/divisions/530000000000/children", timeout=30).json()["children"]
    assert "530100000000" in {division["code"] for division in city_below}


def test_the_same_artifact_again_changes_nothing(local_account: City) -> None:
    said: list[str] = []
    before = read_stack(STACK)
    after = deploy(Deployment(STACK, BUILD, before.parameters), said.append)
    assert said == [f"stack {STACK} is up to date"]
    assert after == before


def test_a_deployment_that_fails_names_the_resource_and_the_reason(local_account: City, tmp_path: Any) -> None:
    (tmp_path / "template.json").write_text(
        '{"Parameters": {}, "Resources": {"Wrong": {"Type": "AWS::SQS::Queue", "Properties": '
        '{"FifoQueue": true, "QueueName": "not-a-fifo-name"}}}}'
    )
    with pytest.raises(DeploymentFailed, match="Wrong"):
        deploy(Deployment("banshi-wrong", tmp_path, {}), lambda _: None)


def test_a_function_cannot_reach_beyond_its_role(city: City) -> None:
    """The local cloud enforces roles: what the relay may not, it cannot."""
    functions = city.client("lambda")
    configured = functions.get_function_configuration(FunctionName=city.resources["RelayActsFunction"])
    assert configured["Role"] == city.resources["RelayActsRole"]
    with requests.get(f"{city.described['endpoint_url']}/{city.resources['ArchiveBucket']}", timeout=30) as anonymous:
        assert anonymous.status_code == 403


def test_no_function_knows_another_cloud(city: City) -> None:
    """Nothing but the local cloud's address tells code where it runs."""
    functions = city.client("lambda")
    for name in (
        "Api",
        "IndexItems",
        "RelayActs",
        "CountActs",
        "AssignTasks",
        "IssueCards",
        "KeepDeadlines",
        "SweepDeadlines",
        "EnforceDeadline",
        "RunImports",
        "AnchorActs",
        "CloseAccounts",
        "IssueReports",
    ):
        configured = functions.get_function_configuration(FunctionName=city.resources[f"{name}Function"])
        assert not [key for key in configured["Environment"]["Variables"] if key.startswith("AWS_")]
    assert "AWS_ENDPOINT_URL" not in os.environ
