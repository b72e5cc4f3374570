"""The application in this process, with a meter on it, and what it logs put aside."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from infra.bench.city import City
from infra.bench.cloud import Cloud, say
from infra.bench.functions import Functions
from infra.bench.meter import Meter


def listened(cloud: Cloud) -> tuple[Meter, City]:
    """The application in this process, listened to: imported now that its settings are in the environment."""
    aws = importlib.import_module("chalicelib.shared.cloud")
    meter = Meter(aws.session())
    handler = meter.around(importlib.import_module("app").handler)
    return meter, City(handler, cloud.partners, Functions(meter, cloud.settings))


@contextmanager
def quietly() -> Iterator[None]:
    """What the application logs is told only when something went wrong."""
    log = io.StringIO()
    try:
        with redirect_stdout(log):
            yield
    except Exception:
        say("\n".join(log.getvalue().splitlines()[-3:]))
        raise
