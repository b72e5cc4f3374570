"""What each function may do on the deployed stack, and above all what it may not: IAM itself is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.city import City

pytestmark = pytest.mark.deployed

ROLES = (
    "IndexItemsRole",
    "ApiRole",
    "RelayActsRole",
    "CountActsRole",
    "AssignTasksRole",
    "IssueCardsRole",
    "RunImportsRole",
    "AnchorActsRole",
    "CloseAccountsRole",
    "KeepDeadlinesRole",
    "SweepDeadlinesRole",
    "EnforceDeadlineRole",
    "IssueReportsRole",
    "SchedulerRole",
)
TABLES = (
    "ActsTable", "CasesTable", "IdentityTable", "StaffTable", "RepresentationTable", "ConsentsTable", "WindowsTable",
    "GuardsTable", "CatalogueTable", "ConfigurationTable", "CardsTable",
    "DeadlinesTable", "StatisticsTable", "IdempotencyTable",
)  # fmt: skip
WRITERS = (
    "ApiRole",
    "AssignTasksRole",
    "IssueCardsRole",
    "EnforceDeadlineRole",
    "RunImportsRole",
    "CloseAccountsRole",
    "IssueReportsRole",
)
Ask = Callable[[str, str, str], bool]


@pytest.fixture(scope="module")
def may(city: City) -> Ask:
    """Whether a role may do something to a resource, by iam:SimulatePrincipalPolicy."""
    iam = city.client("iam")

    def ask(role: str, action: str, resource: str) -> bool:
        answer = iam.simulate_principal_policy(
            PolicySourceArn=city.resources[role], ActionNames=[action], ResourceArns=[resource]
        )
        (result,) = answer["EvaluationResults"]
        return bool(result["EvalDecision"] == "allowed")

    return ask


def arn_of(city: City, name: str) -> str:
    """The ARN of a table, bucket, queue, key or function of the stack."""
    value = city.resources[name]
    arns: dict[str, Callable[[], Any]] = {
        "Table": lambda: city.client("dynamodb").describe_table(TableName=value)["Table"]["TableArn"],
        "Bucket": lambda: f"arn:aws:s3:::{value}",
        "Url": lambda: queue_arn(city, value),
        "KeyId": lambda: city.client("kms").describe_key(KeyId=value)["KeyMetadata"]["Arn"],
        "Function": lambda: city.client("lambda").get_function_configuration(FunctionName=value)["FunctionArn"],
    }
    return str(next(arn() for suffix, arn in arns.items() if name.endswith(suffix)))


def queue_arn(city: City, url: str) -> str:
    answer = city.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return str(answer["Attributes"]["QueueArn"])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("table", TABLES)
def test_nobody_scans(city: City, may: Ask, role: str, table: str) -> None:
    assert not may(role, "dynamodb:Scan", arn_of(city, table))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ["dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:DeleteTable"])
def test_nobody_changes_an_act(city: City, may: Ask, role: str, action: str) -> None:
    assert not may(role, action, arn_of(city, "ActsTable"))


@pytest.mark.parametrize("role", ROLES)
def test_only_those_that_act_write_acts(city: City, may: Ask, role: str) -> None:
    assert may(role, "dynamodb:PutItem", arn_of(city, "ActsTable")) == (role in WRITERS)


@pytest.mark.parametrize(
    ("role", "action", "on", "suffix"),
    [
        ("ApiRole", "dynamodb:Query", "CasesTable", "/index/by_owner"),
        ("ApiRole", "dynamodb:Query", "IdentityTable", "/index/by_owner"),
        ("ApiRole", "dynamodb:PutItem", "IdempotencyTable", ""),
        ("ApiRole", "dynamodb:BatchGetItem", "WindowsTable", ""),
        ("ApiRole", "dynamodb:BatchGetItem", "CasesTable", ""),
        ("ApiRole", "s3:GetObject", "CatalogueBucket", "/index/one"),
        ("RelayActsRole", "sqs:SendMessage", "ItemsQueueUrl", ""),
        ("IndexItemsRole", "sqs:ReceiveMessage", "ItemsQueueUrl", ""),
        ("IndexItemsRole", "s3:PutObject", "CatalogueBucket", "/index/one"),
        ("IndexItemsRole", "s3:DeleteObject", "CatalogueBucket", "/index/one"),
        ("ApiRole", "dynamodb:Query", "StatisticsTable", ""),
        ("ApiRole", "s3:PutObject", "MaterialsBucket", "/case/one"),
        ("ApiRole", "kms:Sign", "SigningKeyId", ""),
        ("ApiRole", "kms:GenerateMac", "CitySecretKeyId", ""),
        ("RelayActsRole", "sqs:SendMessage", "StatisticsQueueUrl", ""),
        ("RelayActsRole", "sqs:SendMessage", "ActsDeadLettersUrl", ""),
        ("RelayActsRole", "s3:PutObject", "ArchiveBucket", "/acts/2026-11-21/1-2.jsonl"),
        ("CountActsRole", "sqs:ReceiveMessage", "StatisticsQueueUrl", ""),
        ("CountActsRole", "dynamodb:UpdateItem", "StatisticsTable", ""),
        ("RelayActsRole", "sqs:SendMessage", "AssignmentsQueueUrl", ""),
        ("AssignTasksRole", "sqs:ReceiveMessage", "AssignmentsQueueUrl", ""),
        ("AssignTasksRole", "dynamodb:PutItem", "CasesTable", ""),
        ("AssignTasksRole", "dynamodb:Query", "CasesTable", "/index/queue"),
        ("AssignTasksRole", "dynamodb:BatchGetItem", "StaffTable", ""),
        ("RelayActsRole", "sqs:SendMessage", "SupervisionQueueUrl", ""),
        ("IssueCardsRole", "sqs:ReceiveMessage", "SupervisionQueueUrl", ""),
        ("IssueCardsRole", "dynamodb:PutItem", "CardsTable", ""),
        ("IssueCardsRole", "dynamodb:GetItem", "CasesTable", ""),
        ("ApiRole", "dynamodb:Query", "CardsTable", "/index/by_month"),
        ("ApiRole", "dynamodb:Query", "CardsTable", "/index/by_owner"),
        ("RelayActsRole", "sqs:SendMessage", "ImportsQueueUrl", ""),
        ("RunImportsRole", "sqs:ReceiveMessage", "ImportsQueueUrl", ""),
        ("RunImportsRole", "dynamodb:BatchGetItem", "CatalogueTable", ""),
        ("RunImportsRole", "dynamodb:PutItem", "CatalogueTable", ""),
        ("RunImportsRole", "s3:PutObject", "CatalogueBucket", "/imports/one/clean/00000000"),
        ("AnchorActsRole", "s3:GetObject", "ArchiveBucket", "/acts/2026-11-21/1-2.jsonl"),
        ("AnchorActsRole", "s3:PutObject", "ArchiveBucket", "/anchors/2026-11-21.json"),
        ("SchedulerRole", "lambda:InvokeFunction", "AnchorActsFunction", ""),
        ("RelayActsRole", "sqs:SendMessage", "DeadlinesQueueUrl", ""),
        ("KeepDeadlinesRole", "sqs:ReceiveMessage", "DeadlinesQueueUrl", ""),
        ("KeepDeadlinesRole", "dynamodb:PutItem", "DeadlinesTable", ""),
        ("KeepDeadlinesRole", "dynamodb:GetItem", "CasesTable", ""),
        ("KeepDeadlinesRole", "dynamodb:Query", "ActsTable", ""),
        ("KeepDeadlinesRole", "sqs:SendMessage", "EnforcementQueueUrl", ""),
        ("SweepDeadlinesRole", "dynamodb:Query", "DeadlinesTable", "/index/by_due"),
        ("SweepDeadlinesRole", "sqs:SendMessage", "EnforcementQueueUrl", ""),
        ("EnforceDeadlineRole", "sqs:ReceiveMessage", "EnforcementQueueUrl", ""),
        ("EnforceDeadlineRole", "sqs:SendMessage", "EnforcementQueueUrl", ""),
        ("EnforceDeadlineRole", "dynamodb:PutItem", "CasesTable", ""),
        ("EnforceDeadlineRole", "dynamodb:Query", "DeadlinesTable", "/index/by_due"),
        ("ApiRole", "dynamodb:Query", "DeadlinesTable", ""),
        ("SchedulerRole", "lambda:InvokeFunction", "SweepDeadlinesFunction", ""),
        ("CloseAccountsRole", "dynamodb:DeleteItem", "IdentityTable", ""),
        ("CloseAccountsRole", "dynamodb:PutItem", "GuardsTable", ""),
        ("CloseAccountsRole", "dynamodb:Query", "CasesTable", "/index/by_owner"),
        ("SchedulerRole", "lambda:InvokeFunction", "CloseAccountsFunction", ""),
        ("ApiRole", "s3:GetObject", "ArchiveBucket", "/reports/2026-10/one.json"),
        ("CountActsRole", "dynamodb:GetItem", "CatalogueTable", ""),
        ("IssueReportsRole", "dynamodb:Query", "StatisticsTable", ""),
        ("IssueReportsRole", "dynamodb:Query", "CardsTable", "/index/by_month"),
        ("IssueReportsRole", "s3:PutObject", "ArchiveBucket", "/reports/2026-10/one.json"),
        ("SchedulerRole", "lambda:InvokeFunction", "IssueReportsFunction", ""),
    ],
)
def test_each_may_do_its_own_work(city: City, may: Ask, role: str, action: str, on: str, suffix: str) -> None:
    assert may(role, action, arn_of(city, on) + suffix)


@pytest.mark.parametrize(
    ("role", "action", "on", "suffix"),
    [
        ("ApiRole", "dynamodb:PutItem", "StatisticsTable", ""),
        ("ApiRole", "dynamodb:DeleteItem", "IdempotencyTable", ""),
        ("ApiRole", "s3:DeleteObject", "CatalogueBucket", "/index/one"),
        ("IndexItemsRole", "s3:PutObject", "CatalogueBucket", "/files/one"),
        ("IndexItemsRole", "s3:GetObject", "CatalogueBucket", "/imports/one"),
        ("IndexItemsRole", "dynamodb:GetItem", "ActsTable", ""),
        ("IndexItemsRole", "dynamodb:UpdateItem", "CatalogueTable", ""),
        ("IndexItemsRole", "dynamodb:Query", "CasesTable", ""),
        ("ApiRole", "s3:GetObject", "ArchiveBucket", "/acts/2026-11-21/1-2.jsonl"),
        ("ApiRole", "s3:PutObject", "ArchiveBucket", "/acts/2026-11-21/1-2.jsonl"),
        ("ApiRole", "s3:DeleteObject", "MaterialsBucket", "/case/one"),
        ("ApiRole", "kms:Sign", "CitySecretKeyId", ""),
        ("ApiRole", "kms:ScheduleKeyDeletion", "SigningKeyId", ""),
        ("ApiRole", "sqs:SendMessage", "StatisticsQueueUrl", ""),
        ("ApiRole", "lambda:InvokeFunction", "AnchorActsFunction", ""),
        ("RelayActsRole", "s3:PutObject", "ArchiveBucket", "/anchors/2026-11-21.json"),
        ("RelayActsRole", "s3:DeleteObject", "ArchiveBucket", "/acts/2026-11-21/1-2.jsonl"),
        ("RelayActsRole", "s3:DeleteObjectVersion", "ArchiveBucket", "/acts/2026-11-21/1-2.jsonl"),
        ("RelayActsRole", "dynamodb:GetItem", "ActsTable", ""),
        ("RelayActsRole", "kms:GenerateMac", "CitySecretKeyId", ""),
        ("CountActsRole", "dynamodb:GetItem", "ActsTable", ""),
        ("CountActsRole", "dynamodb:GetItem", "CasesTable", ""),
        ("CountActsRole", "dynamodb:DeleteItem", "StatisticsTable", ""),
        ("AssignTasksRole", "dynamodb:PutItem", "StaffTable", ""),
        ("AssignTasksRole", "dynamodb:DeleteItem", "CasesTable", ""),
        ("AssignTasksRole", "dynamodb:Query", "CasesTable", "/index/by_owner"),
        ("AssignTasksRole", "dynamodb:GetItem", "IdentityTable", ""),
        ("AssignTasksRole", "kms:GenerateMac", "CitySecretKeyId", ""),
        ("ApiRole", "dynamodb:DeleteItem", "CardsTable", ""),
        ("IssueCardsRole", "dynamodb:DeleteItem", "CardsTable", ""),
        ("IssueCardsRole", "dynamodb:PutItem", "CasesTable", ""),
        ("IssueCardsRole", "dynamodb:GetItem", "IdentityTable", ""),
        ("IssueCardsRole", "kms:GenerateMac", "CitySecretKeyId", ""),
        ("RunImportsRole", "dynamodb:GetItem", "ActsTable", ""),
        ("RunImportsRole", "dynamodb:GetItem", "CasesTable", ""),
        ("RunImportsRole", "dynamodb:PutItem", "ConfigurationTable", ""),
        ("RunImportsRole", "s3:PutObject", "CatalogueBucket", "/index/one"),
        ("RunImportsRole", "s3:DeleteObject", "CatalogueBucket", "/imports/one/source"),
        ("RunImportsRole", "kms:GenerateMac", "CitySecretKeyId", ""),
        ("AnchorActsRole", "s3:PutObject", "ArchiveBucket", "/acts/2026-11-21/1-2.jsonl"),
        ("AnchorActsRole", "s3:BypassGovernanceRetention", "ArchiveBucket", "/anchors/2026-11-21.json"),
        ("AnchorActsRole", "s3:DeleteObjectVersion", "ArchiveBucket", "/anchors/2026-11-21.json"),
        ("ApiRole", "dynamodb:PutItem", "DeadlinesTable", ""),
        ("ApiRole", "dynamodb:Query", "DeadlinesTable", "/index/by_due"),
        ("ApiRole", "sqs:SendMessage", "EnforcementQueueUrl", ""),
        ("KeepDeadlinesRole", "dynamodb:PutItem", "CasesTable", ""),
        ("KeepDeadlinesRole", "dynamodb:PutItem", "ActsTable", ""),
        ("KeepDeadlinesRole", "kms:GenerateMac", "CitySecretKeyId", ""),
        ("SweepDeadlinesRole", "dynamodb:Query", "DeadlinesTable", ""),
        ("SweepDeadlinesRole", "dynamodb:DeleteItem", "DeadlinesTable", ""),
        ("SweepDeadlinesRole", "dynamodb:GetItem", "CasesTable", ""),
        ("SweepDeadlinesRole", "sqs:ReceiveMessage", "EnforcementQueueUrl", ""),
        ("EnforceDeadlineRole", "dynamodb:GetItem", "IdentityTable", ""),
        ("EnforceDeadlineRole", "dynamodb:DeleteItem", "CardsTable", ""),
        ("EnforceDeadlineRole", "dynamodb:PutItem", "ConfigurationTable", ""),
        ("EnforceDeadlineRole", "dynamodb:Query", "CasesTable", "/index/by_owner"),
        ("CloseAccountsRole", "dynamodb:Query", "CasesTable", ""),
        ("CloseAccountsRole", "dynamodb:PutItem", "CasesTable", ""),
        ("CloseAccountsRole", "kms:GenerateMac", "CitySecretKeyId", ""),
        ("CloseAccountsRole", "dynamodb:GetItem", "RepresentationTable", ""),
        ("ApiRole", "s3:PutObject", "ArchiveBucket", "/reports/2026-10/one.json"),
        ("CountActsRole", "dynamodb:PutItem", "CatalogueTable", ""),
        ("IssueReportsRole", "s3:PutObject", "ArchiveBucket", "/acts/2026-11-21/1-2.jsonl"),
        ("IssueReportsRole", "s3:DeleteObjectVersion", "ArchiveBucket", "/reports/2026-10/one.json"),
        ("IssueReportsRole", "dynamodb:UpdateItem", "StatisticsTable", ""),
        ("IssueReportsRole", "dynamodb:GetItem", "CasesTable", ""),
        ("SchedulerRole", "lambda:InvokeFunction", "ApiFunction", ""),
    ],
)
def test_and_nothing_beyond(city: City, may: Ask, role: str, action: str, on: str, suffix: str) -> None:
    assert not may(role, action, arn_of(city, on) + suffix)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_roles_logs_or_the_deployment(may: Ask, role: str) -> None:
    for action in ("iam:PassRole", "sts:AssumeRole", "logs:DeleteLogGroup", "cloudformation:UpdateStack"):
        assert not may(role, action, "*")
