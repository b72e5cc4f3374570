"""What every deployment must have, whoever adds to the template."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra.build.template import TemplateInvalid, merged
from infra.local.places import ROOT

Resources = dict[str, dict[str, Any]]
ACTS_ALLOWED = {"dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"}
LEAST_LOG_DAYS = 184  # six months (网络安全法 Art. 21), the longest


def of_type(resources: Resources, kind: str) -> Resources:
    return {name: r["Properties"] for name, r in resources.items() if r["Type"] == kind}


def statements(resources: Resources) -> list[tuple[str, dict[str, Any]]]:
    roles = of_type(resources, "AWS::IAM::Role")
    return [
        (name, statement)
        for name, role in roles.items()
        for policy in role["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
    ]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def name_of(arn: Any) -> str:
    """The logical name in `!GetAtt X.Arn`, `!Ref X` or `!Sub "${X.Arn}/…"`."""
    return re.findall(r"\w+", json.dumps(arn).replace("Fn::GetAtt", "").replace("Fn::Sub", "").replace("Ref", ""))[0]


def test_the_api_has_one_resource_for_every_route(resources: Resources) -> None:
    paths = [p["PathPart"] for p in of_type(resources, "AWS::ApiGateway::Resource").values()]
    assert paths == ["{proxy+}"]
    assert len(of_type(resources, "AWS::ApiGateway::Method")) == 1


def test_the_api_is_regional(resources: Resources) -> None:
    """China's regions have no edge."""
    (api,) = of_type(resources, "AWS::ApiGateway::RestApi").values()
    assert api["EndpointConfiguration"] == {"Types": ["REGIONAL"]}


@pytest.mark.parametrize("literal", ["arn:aws:", "arn:aws-cn:", "amazonaws.com/", "cn-north", "us-east"])
def test_no_partition_or_region_is_written_out(literal: str) -> None:
    for path in sorted((ROOT / "infra" / "template").rglob("*.yaml")):
        assert literal not in path.read_text(), path.name


def test_every_function_has_a_role_of_its_own(resources: Resources) -> None:
    functions = of_type(resources, "AWS::Lambda::Function")
    roles = [json.dumps(f["Role"]) for f in functions.values()]
    assert len(set(roles)) == len(functions) >= 4


def test_no_role_may_scan_or_use_a_wildcard(resources: Resources) -> None:
    for role, statement in statements(resources):
        actions = listed(statement["Action"])
        assert "dynamodb:Scan" not in actions, role
        assert not [action for action in actions if "*" in action], role
        assert "*" not in listed(statement["Resource"]), role


def test_no_role_may_change_or_remove_an_act(resources: Resources) -> None:
    found: set[str] = set()
    for _role, statement in statements(resources):
        if "ActsTable" in {name_of(arn) for arn in listed(statement["Resource"])}:
            found |= {a for a in listed(statement["Action"]) if a.startswith("dynamodb:")}
    stream = {a for a in found if "Stream" in a or a in {"dynamodb:GetRecords", "dynamodb:GetShardIterator"}}
    assert found - stream == ACTS_ALLOWED


def test_every_statement_says_what_it_is_for(resources: Resources) -> None:
    assert all(statement.get("Sid") for _, statement in statements(resources))


def test_logs_are_kept_as_long_as_the_law_asks(resources: Resources) -> None:
    groups = of_type(resources, "AWS::Logs::LogGroup")
    assert all(group["RetentionInDays"] >= LEAST_LOG_DAYS for group in groups.values())
    used = [f["LoggingConfig"]["LogGroup"]["Ref"] for f in of_type(resources, "AWS::Lambda::Function").values()]
    assert sorted(used) == sorted(groups)


def test_tables_are_alike_and_kept(resources: Resources) -> None:
    for name, table in of_type(resources, "AWS::DynamoDB::Table").items():
        assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk", "sk"], name
        assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}, name
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}, name
        assert table["SSESpecification"] == {"SSEEnabled": True}, name
        assert table["BillingMode"] == "PAY_PER_REQUEST", name


@pytest.mark.parametrize(
    "kind",
    [
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::S3::Bucket",
        "AWS::SecretsManager::Secret",
        "AWS::Logs::LogGroup",
    ],
)
def test_what_holds_the_citys_memory_outlives_the_stack(resources: Resources, kind: str) -> None:
    for name, resource in resources.items():
        if resource["Type"] == kind:
            assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain", name


def test_buckets_are_private_and_encrypted(resources: Resources) -> None:
    for name, bucket in of_type(resources, "AWS::S3::Bucket").items():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}, name
        assert "BucketEncryption" in bucket, name


def test_no_two_pieces_declare_the_same(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("Resources: {A: {Type: AWS::SQS::Queue}}")
    (tmp_path / "two.yaml").write_text("Resources: {A: {Type: AWS::SQS::Queue}}")
    with pytest.raises(TemplateInvalid, match="A is declared elsewhere"):
        merged(tmp_path)


def test_a_changed_answer_of_the_gateway_is_deployed(resources: Resources, tmp_path: Path) -> None:
    """The deployment's name follows the API's definition, and it comes after all of it."""
    deployment = next(r for r in resources.values() if r["Type"] == "AWS::ApiGateway::Deployment")
    answers = of_type(resources, "AWS::ApiGateway::GatewayResponse")
    assert set(answers) <= set(deployment["DependsOn"])
    for path in (ROOT / "infra" / "template").rglob("*.yaml"):
        changed = path.read_text().replace("请减少内容后再提交", "内容请勿超过上限")
        (tmp_path / path.name.replace("api.yaml", f"{path.parent.name}-api.yaml")).write_text(changed)
    assert _deployment(merged(tmp_path)["Resources"]) != _deployment(resources)


def _deployment(resources: Resources) -> str:
    return next(name for name in resources if name.startswith("ApiDeployment"))
