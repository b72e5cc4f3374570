"""The materials bucket on S3."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from chalicelib.shared.settings import setting

_UPLOAD_SECONDS = 900
_CHUNK = 64 * 1024


class S3Uploads:
    """`Uploads` over botocore. The client is made with the first file, for making one is slow."""

    @cached_property
    def _client(self) -> Any:
        from chalicelib.shared import cloud

        return cloud.client("s3", signature_version="s3v4", read_timeout=10, s3={"addressing_style": "path"})

    def form_for(self, key: str, content_type: str, size: int, sha256: str) -> dict[str, Any]:
        """A policy for one key, one type, one exact size, valid for 15 minutes; the file field goes last."""
        checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
        fields = {"Content-Type": content_type, "x-amz-checksum-sha256": checksum}
        conditions: list[Any] = [{name: value} for name, value in fields.items()]
        post = self._client.generate_presigned_post(
            setting("MATERIALS_BUCKET"),
            key,
            Fields=fields,
            Conditions=[*conditions, ["content-length-range", size, size]],
            ExpiresIn=_UPLOAD_SECONDS,
        )
        return {"url": post["url"], "fields": dict(post["fields"])}

    def chunks(self, key: str) -> Iterator[bytes] | None:
        """The object in pieces of 64 KB; None if there is none."""
        try:
            body = self._client.get_object(Bucket=setting("MATERIALS_BUCKET"), Key=key)["Body"]
        except self._client.exceptions.NoSuchKey:
            return None
        chunks: Iterator[bytes] = body.iter_chunks(_CHUNK)
        return chunks

    def link(self, key: str, content_type: str, seconds: int) -> str:
        """A GET link that downloads under a neutral name, whatever a browser would make of the content."""
        url: str = self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": setting("MATERIALS_BUCKET"),
                "Key": key,
                "ResponseContentType": content_type,
                "ResponseContentDisposition": "attachment",
            },
            ExpiresIn=seconds,
        )
        return url
