"""DynamoDB stream of the acts table → queues and archive. It never answers a partial batch: done, or raised."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chalicelib.shared.logging import logger
from chalicelib.shared.settings import setting
from chalicelib.wiring import archive as wiring
from functions.relay_acts.batch import Poison, read_batch
from functions.relay_acts.dead_letters import about
from functions.relay_acts.routes import QUEUES

if TYPE_CHECKING:
    from functions.relay_acts.relay import Relay

METRIC = "PoisonActs"


def handler(event: dict[str, Any], _context: object) -> None:
    """Pass one batch on."""
    batch = read_batch(event["Records"])
    poison = relay().pass_on(batch)
    _alarm(poison)
    logger.info("acts relayed", extra={"acts": len(batch.lines), "poison": len(poison), "day": str(batch.day)})


def _alarm(poison: tuple[Poison, ...]) -> None:
    if not poison:
        return
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    for each in poison:
        logger.error("act put aside", extra=about(each))
    with single_metric(name=METRIC, unit=MetricUnit.Count, value=len(poison)):
        pass


@lru_cache(maxsize=1)
def relay() -> Relay:
    """The relay, with the clients that a container keeps."""
    from chalicelib.shared import cloud
    from functions.relay_acts.dead_letters import DeadLetters
    from functions.relay_acts.relay import Relay
    from functions.relay_acts.sending import FifoQueue

    sqs = cloud.client("sqs", connect_timeout=2, read_timeout=10)
    queues = {name: FifoQueue(sqs, setting(name)) for name in QUEUES}
    return Relay(wiring.archive_service(), queues, DeadLetters(sqs, setting("ACTS_DEAD_LETTERS_URL")))
