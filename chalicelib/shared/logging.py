"""The log: one JSON line per request or message, keys that operators filter by, never personal data.

Of an exception it tells the type and the places, not the message: that may quote what somebody sent.

Powertools' Logger writes such lines too, but importing it costs a cold start 5 ms.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
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
            line["exception"] = _traced(record.exc_info[1])
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=str)
        return text.encode(errors="backslashreplace").decode()  # a partner may send lone surrogates


def _traced(failed: BaseException | None) -> str:
    """The frames of an exception and of what led to it, innermost last; no message of any."""
    told: list[str] = []
    seen: set[int] = set()
    while failed is not None and id(failed) not in seen:
        seen.add(id(failed))
        places = [
            f"{frame.f_code.co_filename}:{number} {frame.f_code.co_qualname}"
            for frame, number in traceback.walk_tb(failed.__traceback__)
        ]
        told.append("\n  ".join([f"{type(failed).__module__}.{type(failed).__qualname__}", *places]))
        failed = failed.__cause__ or (None if failed.__suppress_context__ else failed.__context__)
    return "\nafter ".join(told)


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
