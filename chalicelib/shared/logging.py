"""The log: one JSON line per request or message, keys that operators filter by, never personal data."""

from __future__ import annotations

from aws_lambda_powertools.logging import Logger

logger = Logger(use_rfc3339=True, log_uncaught_exceptions=False)
