"""The artifact on the local cloud: the same template, zips and change set as on a real account."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import boto3

from infra.deploy.deployment import Deployment, deploy
from infra.local.ministack import REGION
from infra.local.partners import accounts
from infra.local.places import BUILD

STACK = "banshi"
STAGE = "local"


def use_local_cloud(endpoint: str) -> None:
    """From here on this process's AWS clients talk to the local cloud, and can reach no other."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(
        AWS_ENDPOINT_URL=endpoint,
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",  # noqa: S106 - the local cloud's fixed pair
        AWS_DEFAULT_REGION=REGION,
        AWS_EC2_METADATA_DISABLED="true",
    )
    boto3.setup_default_session()


def deploy_city(partners: str, say: Callable[[str], None]) -> dict[str, str]:
    """Deploy and give the partners' secrets; returns the stack's outputs. Raises DeploymentFailed."""
    parameters = {
        "Stage": STAGE,
        "WeChatBaseUrl": partners + accounts.WECHAT_PREFIX,
        "WeChatAppId": accounts.WECHAT_APPID,
        "PopulationRegisterBaseUrl": partners + accounts.POPULATION_REGISTER_PREFIX,
        "BusinessRegisterBaseUrl": partners + accounts.BUSINESS_REGISTER_PREFIX,
        "CreditPlatformBaseUrl": partners + accounts.CREDIT_PLATFORM_PREFIX,
        "SweepSchedule": "rate(1 minute)",
        # Tests and benchmarks come from one machine at full speed.
        "ApiRateLimit": "100000",
        "ApiBurstLimit": "100000",
    }
    outputs = deploy(Deployment(STACK, BUILD, parameters), say).outputs
    _give_secrets(outputs["PartnerSecretsId"])
    return outputs


def is_whole(outputs: dict[str, str]) -> bool:
    """Whether what the stack names is really there: after a hard kill its parts may be of different ages."""
    dynamodb, s3 = boto3.client("dynamodb"), boto3.client("s3")
    try:
        for name, value in outputs.items():
            if name.endswith("Table"):
                dynamodb.describe_table(TableName=value)
            elif name.endswith("Bucket"):
                s3.head_bucket(Bucket=value)
    except (dynamodb.exceptions.ResourceNotFoundException, s3.exceptions.ClientError):
        return False
    return True


def _give_secrets(secret_id: str) -> None:
    text = json.dumps(accounts.PARTNER_SECRETS)
    manager = boto3.client("secretsmanager")
    if manager.get_secret_value(SecretId=secret_id).get("SecretString") != text:
        manager.put_secret_value(SecretId=secret_id, SecretString=text)
