"""What every test has: a stage of its own in the environment, and tables as the template declares them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.build import yaml_tags

pytest_plugins = ["tests.city"]
ROOT = Path(__file__).resolve().parent.parent
TABLES = {
    "ActsTable": "ACTS_TABLE",
    "CasesTable": "CASES_TABLE",
    "IdentityTable": "IDENTITY_TABLE",
    "StaffTable": "STAFF_TABLE",
    "RepresentationTable": "REPRESENTATION_TABLE",
    "ConsentsTable": "CONSENTS_TABLE",
    "WindowsTable": "WINDOWS_TABLE",
    "GuardsTable": "GUARDS_TABLE",
    "CatalogueTable": "CATALOGUE_TABLE",
    "ConfigurationTable": "CONFIGURATION_TABLE",
    "CardsTable": "CARDS_TABLE",
    "DeadlinesTable": "DEADLINES_TABLE",
    "StatisticsTable": "STATISTICS_TABLE",
    "IdempotencyTable": "IDEMPOTENCY_TABLE",
}

# Before any table module is imported: a model takes its table's name when its class is made.
os.environ.update({variable: variable.lower() for variable in TABLES.values()})
os.environ.update(
    AWS_DEFAULT_REGION="cn-north-1",
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    STAGE="test",
    MATERIALS_BUCKET="materials",
    CATALOGUE_BUCKET="catalogue",
    POWERTOOLS_SERVICE_NAME="banshi-test",
)
os.environ.pop("AWS_ENDPOINT_URL", None)


@pytest.fixture
def tables() -> Iterator[Any]:
    """Every table of the template, empty, in process."""
    with mock_aws():
        client = boto3.client("dynamodb")
        declared = yaml_tags.load((ROOT / "infra/template/tables.yaml").read_text())["Resources"]
        for logical, variable in TABLES.items():
            client.create_table(TableName=os.environ[variable], **_creatable(declared[logical]["Properties"]))
        yield client


def _creatable(properties: dict[str, Any]) -> dict[str, Any]:
    """What CreateTable takes of a template's table."""
    names = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "StreamSpecification")
    found = {name: properties[name] for name in names if name in properties}
    if "StreamSpecification" in found:
        found["StreamSpecification"] = {"StreamEnabled": True, **found["StreamSpecification"]}
    return found
