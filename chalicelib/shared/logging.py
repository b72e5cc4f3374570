"""The log: one JSON line per request or message, keys that operators filter by, never personal data.

Powertools' Logger writes such lines too, but importing it costs a cold start 5 ms.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime

from chalicelib.shared.clocks import rfc3339

_USUAL = {*vars(logging.makeLogRecord({})), "message", "asctime"}


class _JsonLine(logging.Formatter):
    """A record as one line: what every line has, then the keys of `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "level": record.levelname,
            "message": record.getMessage(),
            "timestamp": rfc3339(datetime.fromtimestamp(record.created, UTC)),
            "service": os.environ.get("POWERTOOLS_SERVICE_NAME", "banshi"),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=str)


class _StandardOutput(logging.Handler):
    """Lambda takes each line of standard output as an entry of the log."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stdout.write(self.format(record) + "\n")
        sys.stdout.flush()


def _made() -> logging.Logger:
    made = logging.getLogger("banshi")
    handler = _StandardOutput()
    handler.setFormatter(_JsonLine())
    made.handlers = [handler]
    made.propagate = False  # Lambda's own handler would write everything again
    made.setLevel(os.environ.get("LOG_LEVEL", "INFO"))
    return made


logger = _made()
