"""Remembers in the city itself what it was seeded with: after a hard kill the memory goes back with the rest."""

from __future__ import annotations

import hashlib

import boto3

from infra.local.places import ROOT

DATA = "3"
"""The generation of stored records. Raised when newer code can no longer read what older code wrote."""

_TAG = "seed"
_DATA_TAG = "data"
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
    return _tags(table).get(_TAG)


def readable(table: str) -> bool:
    """Whether this code can read what the city holds. A city that was never seeded holds nothing."""
    tags = _tags(table)
    return _TAG not in tags or tags.get(_DATA_TAG) == DATA


def write(table: str, seeded: str) -> None:
    """Remember it."""
    tags = [{"Key": _TAG, "Value": seeded}, {"Key": _DATA_TAG, "Value": DATA}]
    boto3.client("dynamodb").tag_resource(ResourceArn=_arn(table), Tags=tags)


def _tags(table: str) -> dict[str, str]:
    tags = boto3.client("dynamodb").list_tags_of_resource(ResourceArn=_arn(table))["Tags"]
    return {tag["Key"]: tag["Value"] for tag in tags}


def _arn(table: str) -> str:
    return str(boto3.client("dynamodb").describe_table(TableName=table)["Table"]["TableArn"])
