"""The artifact's zips in a bucket, each under the digest of its content, so that only what changed is sent."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

_MISSING = {"404", "NoSuchBucket", "NoSuchKey"}


def deployment_bucket() -> str:
    """The name of the account's own bucket for artifacts in this region."""
    session = boto3.session.Session()
    account = session.client("sts").get_caller_identity()["Account"]
    return f"banshi-artifacts-{account}-{session.region_name}"


def ensure_bucket(bucket: str) -> None:
    """Make the bucket unless it is there: private, encrypted by default."""
    s3 = boto3.client("s3")
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as missing:
        if missing.response["Error"]["Code"] not in _MISSING:
            raise
        region: Any = boto3.session.Session().region_name
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **where)


def uploaded(artifact: Path, bucket: str) -> dict[str, Any]:
    """Send the zips and return the template with each zip named by bucket and key."""
    template: dict[str, Any] = json.loads((artifact / "template.json").read_text())
    keys: dict[str, str] = {}
    for resource in template["Resources"].values():
        for name in ("Code", "Content"):
            file = resource.get("Properties", {}).get(name)
            if isinstance(file, str):
                if file not in keys:
                    keys[file] = _send(artifact / file, bucket)
                resource["Properties"][name] = {"S3Bucket": bucket, "S3Key": keys[file]}
    return template


def send_template(template: dict[str, Any], bucket: str) -> str:
    """Put the template beside the zips; returns its URL for CloudFormation, which takes larger ones from there."""
    body = json.dumps(template, sort_keys=True, ensure_ascii=False).encode()
    key = f"template-{hashlib.sha256(body).hexdigest()[:32]}.json"
    s3 = boto3.client("s3")
    s3.put_object(Bucket=bucket, Key=key, Body=body)
    url: str = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key})
    return url.partition("?")[0]


def _send(file: Path, bucket: str) -> str:
    content = file.read_bytes()
    key = f"{file.stem}-{hashlib.sha256(content).hexdigest()[:32]}.zip"
    s3 = boto3.client("s3")
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError as missing:
        if missing.response["Error"]["Code"] not in _MISSING:
            raise
        s3.put_object(Bucket=bucket, Key=key, Body=content)
    return key
