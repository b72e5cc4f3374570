"""The archive of acts, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.settings import setting

if TYPE_CHECKING:
    from chalicelib.archive.service import ArchiveService


@lru_cache(maxsize=1)
def archive_service() -> ArchiveService:
    from chalicelib.archive.adapters.bucket import open_bucket
    from chalicelib.archive.service import ArchiveService

    return ArchiveService(open_bucket(setting("ARCHIVE_BUCKET")))
