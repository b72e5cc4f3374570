"""Remembers in the city itself what it was seeded with: after a hard kill the memory goes back with the rest."""

from __future__ import annotations

import hashlib

import boto3

from infra.local.places import ROOT

_TAG = "seed"
_MADE_OF = ("fixtures", "infra/local/seed")


def digest() -> str:
    """Of what is seeded, and how."""
    summed = hashlib.sha256()
    for folder in _MADE_OF:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                summed.update(path.name.encode() + path.read_bytes())
    return summed.hexdigest()


def read(table: str) -> str | None:
    """The digest that the city was seeded with; None for a new city."""
    tags = boto3.client("dynamodb").list_tags_of_resource(ResourceArn=_arn(table))["Tags"]
    return next((tag["Value"] for tag in tags if tag["Key"] == _TAG), None)


def write(table: str, seeded: str) -> None:
    """Remember it."""
    boto3.client("dynamodb").tag_resource(ResourceArn=_arn(table), Tags=[{"Key": _TAG, "Value": seeded}])


def _arn(table: str) -> str:
    return str(boto3.client("dynamodb").describe_table(TableName=table)["Table"]["TableArn"])
