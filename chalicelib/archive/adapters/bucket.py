"""The archive as a versioned S3 bucket."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.archive.ports import History, Version

_ABSENT = ("NoSuchKey", "NoSuchVersion", "404")


class ArchiveBucket:
    """An `ArchiveStore`. `client` is a botocore S3 client."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, key: str, body: bytes, media_type: str) -> None:
        """Store `body` with its SHA-256, which S3 checks on arrival."""
        digest = base64.b64encode(sha256(body).digest()).decode()
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=media_type, ChecksumSHA256=digest)

    def read(self, key: str, version_id: str | None = None) -> bytes | None:
        """The bytes of an object, or of one version of it; None if there are none."""
        wanted = {"VersionId": version_id} if version_id else {}
        try:
            body: bytes = self._client.get_object(Bucket=self._bucket, Key=key, **wanted)["Body"].read()
        except ClientError as failed:
            if failed.response["Error"]["Code"] in _ABSENT:
                return None
            raise
        return body

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """The keys that begin with `prefix`, in order, from `after` on (exclusive)."""
        start = {"StartAfter": after} if after else {}
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix, **start)
        return (entry["Key"] for page in pages for entry in page.get("Contents", ()))

    def histories(self, prefix: str) -> Iterator[History]:
        """Every object that is or was under `prefix`, in order of keys; holds one page of versions."""
        pages = self._client.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=prefix)
        rows = (row for page in pages for row in _rows(page))
        for key, versions in groupby(rows, key=itemgetter(0)):
            latest_first = sorted(versions, key=itemgetter(1), reverse=True)
            yield History(key, tuple(version for _, _, version in latest_first))


def _rows(page: dict[str, Any]) -> list[tuple[str, bool, Version]]:
    """Key, whether it is the latest, and version of a page's entries, in order of keys: S3 lists the marks apart."""
    found = [(entry, False) for entry in page.get("Versions", ())]
    found += [(entry, True) for entry in page.get("DeleteMarkers", ())]
    rows = [(entry["Key"], entry["IsLatest"], Version(entry["VersionId"], marks)) for entry, marks in found]
    return sorted(rows, key=itemgetter(0))


def open_bucket(name: str) -> ArchiveBucket:
    """The bucket, through a client of its own."""
    from chalicelib.shared import cloud

    return ArchiveBucket(cloud.client("s3", connect_timeout=2, read_timeout=20), name)
