"""Objects in a bucket: uploads that take exactly one file, links, and what functions write themselves."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from chalicelib.shared.settings import setting

_UPLOAD_SECONDS = 900
_CHUNK = 64 * 1024


class Bucket:
    """A bucket on S3, by the variable that holds its name. The client is made with the first object: that is slow."""

    def __init__(self, variable: str) -> None:
        self._variable = variable

    @cached_property
    def _client(self) -> Any:
        from chalicelib.shared import cloud

        return cloud.client("s3", signature_version="s3v4", read_timeout=10, s3={"addressing_style": "path"})

    @property
    def _name(self) -> str:
        return setting(self._variable)

    def form_for(self, key: str, content_type: str, size: int, sha256: str) -> dict[str, Any]:
        """A policy for one key, one type, one exact size, valid for 15 minutes; the file field goes last."""
        checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
        fields = {"Content-Type": content_type, "x-amz-checksum-sha256": checksum}
        conditions: list[Any] = [{name: value} for name, value in fields.items()]
        post = self._client.generate_presigned_post(
            self._name,
            key,
            Fields=fields,
            Conditions=[*conditions, ["content-length-range", size, size]],
            ExpiresIn=_UPLOAD_SECONDS,
        )
        return {"url": post["url"], "fields": dict(post["fields"])}

    def size(self, key: str) -> int | None:
        """How many bytes an object has; None if there is none."""
        try:
            return int(self._client.head_object(Bucket=self._name, Key=key)["ContentLength"])
        except self._client.exceptions.ClientError as failed:
            if failed.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return None
            raise

    def chunks(self, key: str) -> Iterator[bytes] | None:
        """The object in pieces of 64 KB; None if there is none."""
        try:
            body = self._client.get_object(Bucket=self._name, Key=key)["Body"]
        except self._client.exceptions.NoSuchKey:
            return None
        chunks: Iterator[bytes] = body.iter_chunks(_CHUNK)
        return chunks

    def read(self, key: str) -> bytes | None:
        """The whole object; None if there is none."""
        chunks = self.chunks(key)
        return None if chunks is None else b"".join(chunks)

    def write(self, key: str, data: bytes, content_type: str) -> None:
        """Put the whole object."""
        self._client.put_object(Bucket=self._name, Key=key, Body=data, ContentType=content_type)

    def copy(self, key: str, to: str) -> bool:
        """Copy an object within the bucket, without its bytes coming here. False if there is none."""
        try:
            self._client.copy_object(Bucket=self._name, Key=to, CopySource={"Bucket": self._name, "Key": key})
        except self._client.exceptions.NoSuchKey:
            return False
        return True

    def remove(self, key: str) -> None:
        """Take an object away; harmless if there is none."""
        self._client.delete_object(Bucket=self._name, Key=key)

    def link(self, key: str, content_type: str, seconds: int, name: str = "") -> str:
        """A GET link that downloads under a neutral name, or under `name`, whatever a browser would make of it."""
        from urllib.parse import quote

        named = f"attachment; filename*=UTF-8''{quote(name, safe='')}" if name else "attachment"
        url: str = self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._name,
                "Key": key,
                "ResponseContentType": content_type,
                "ResponseContentDisposition": named,
            },
            ExpiresIn=seconds,
        )
        return url
