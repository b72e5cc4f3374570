"""Which acts go to which queues."""

from __future__ import annotations

# The beginning of an act's type → the variable that holds the queue's URL. An act may go to several queues or to none.
ROUTES: tuple[tuple[str, str], ...] = (
    ("item.published", "ITEMS_QUEUE_URL"),
    ("item.withdrawn", "ITEMS_QUEUE_URL"),
    ("item.ended", "ITEMS_QUEUE_URL"),
    ("case.", "STATISTICS_QUEUE_URL"),
    ("item.published", "STATISTICS_QUEUE_URL"),
    ("item.withdrawn", "STATISTICS_QUEUE_URL"),
    ("item.ended", "STATISTICS_QUEUE_URL"),
    ("case.submitted", "ASSIGNMENTS_QUEUE_URL"),
    ("case.resubmitted", "ASSIGNMENTS_QUEUE_URL"),
    ("case.accepted", "ASSIGNMENTS_QUEUE_URL"),
    ("case.deemed_accepted", "ASSIGNMENTS_QUEUE_URL"),
    ("case.task_completed", "ASSIGNMENTS_QUEUE_URL"),
    ("case.task_returned", "ASSIGNMENTS_QUEUE_URL"),
    ("case.suspended", "ASSIGNMENTS_QUEUE_URL"),
    ("case.resumed", "ASSIGNMENTS_QUEUE_URL"),
    ("case.extension_requested", "ASSIGNMENTS_QUEUE_URL"),
    ("case.decided", "ASSIGNMENTS_QUEUE_URL"),
    ("case.concluded", "ASSIGNMENTS_QUEUE_URL"),
    ("case.deadline_neared", "SUPERVISION_QUEUE_URL"),
    ("case.deadline_passed", "SUPERVISION_QUEUE_URL"),
    ("case.deemed_accepted", "SUPERVISION_QUEUE_URL"),
    ("case.correction_requested", "SUPERVISION_QUEUE_URL"),
    ("case.suspended", "SUPERVISION_QUEUE_URL"),
    ("case.resumed", "SUPERVISION_QUEUE_URL"),
    ("case.declined", "SUPERVISION_QUEUE_URL"),
    ("case.decided", "SUPERVISION_QUEUE_URL"),
    ("case.", "DEADLINES_QUEUE_URL"),
    ("card.", "DEADLINES_QUEUE_URL"),
    ("configuration.published", "DEADLINES_QUEUE_URL"),
    ("configuration.withdrawn", "DEADLINES_QUEUE_URL"),
    ("catalogue.import_requested", "IMPORTS_QUEUE_URL"),
    ("catalogue.import_advanced", "IMPORTS_QUEUE_URL"),
    ("catalogue.export_requested", "IMPORTS_QUEUE_URL"),
    ("catalogue.export_advanced", "IMPORTS_QUEUE_URL"),
)

QUEUES = tuple(dict.fromkeys(queue for _, queue in ROUTES))


def takes(queue: str, act_type: str) -> bool:
    """Whether `queue` is one that acts of this type go to."""
    return any(queue == target and act_type.startswith(prefix) for prefix, target in ROUTES)
