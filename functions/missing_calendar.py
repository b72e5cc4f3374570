"""A last day that nobody can tell yet, for want of a calendar: somebody is called, who publishes it."""

from __future__ import annotations

from chalicelib.shared.logging import logger

METRIC = "CalendarMissing"


def tell_provisional(subject: str, names: tuple[str, ...]) -> None:
    """Say in log and metric that these deadlines have an estimated day; nothing if there are none."""
    if not names:
        return
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    logger.warning("last day estimated, calendar missing", extra={"subject": subject, "deadlines": list(names)})
    told_by = {"service": "enforcement"}  # one alarm, whichever function met it
    with single_metric(name=METRIC, unit=MetricUnit.Count, value=len(names), default_dimensions=told_by):
        pass
