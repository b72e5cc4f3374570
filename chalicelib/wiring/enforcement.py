"""Enforcement, put together; and whose deadlines are whose."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.settings import setting
from chalicelib.wiring import committer, law_clock, wall_clock

if TYPE_CHECKING:
    from chalicelib.enforcement.adapters.queue import SqsQueue
    from chalicelib.enforcement.recomputing import Asking, Recomputing
    from chalicelib.enforcement.reporting import Reporting
    from chalicelib.enforcement.service import EnforcementService
    from chalicelib.enforcement.sweeping import Sweeping
    from chalicelib.enforcement.table.deadlines import DeadlineTable
    from chalicelib.enforcement.table.reports import ReportTable
    from chalicelib.shared.due import Owner


@lru_cache(maxsize=1)
def enforcement_service() -> EnforcementService:
    from chalicelib.enforcement.service import EnforcementService

    return EnforcementService(deadline_table(), owner_of, committer(), wall_clock(), law_clock())


@lru_cache(maxsize=1)
def sweeping() -> Sweeping:
    from chalicelib.enforcement.sweeping import Sweeping

    return Sweeping(enforcement_service(), enforcement_queue())


@lru_cache(maxsize=1)
def asking() -> Asking:
    from chalicelib.enforcement.recomputing import Asking

    return Asking(deadline_table(), report_table(), enforcement_queue(), committer(), wall_clock())


@lru_cache(maxsize=1)
def recomputing() -> Recomputing:
    from chalicelib.enforcement.recomputing import Recomputing

    return Recomputing(deadline_table(), report_table(), enforcement_service(), owner_of, in_force, committer())


@lru_cache(maxsize=1)
def reporting() -> Reporting:
    from chalicelib.enforcement.reporting import Reporting

    return Reporting(report_table())


def owner_of(subject: str) -> Owner:
    """The domain whose deadlines a subject's are. Raises `Unowned`."""
    kind = subject.partition("#")[0]
    if kind == "case":
        from chalicelib.wiring.cases import case_deadlines

        return case_deadlines()
    if kind == "card":
        from chalicelib.wiring.supervision import card_deadlines

        return card_deadlines()
    from chalicelib.enforcement.ports import Unowned

    raise Unowned(subject)


def in_force(release: int) -> None:
    """Let this container's settings be of that release, or later. Raises `SettingsOlder`."""
    from chalicelib.enforcement.ports import SettingsOlder
    from chalicelib.wiring.configuration import configuration_service

    settings = configuration_service()
    if settings.release() < release:
        settings.forget()
    if settings.release() < release:
        raise SettingsOlder(f"{settings.release()} is before {release}")


def newest_release() -> int:
    """The release that is in force, asked for anew."""
    from chalicelib.wiring.configuration import configuration_service

    configuration_service().forget()
    return configuration_service().release()


@lru_cache(maxsize=1)
def deadline_table() -> DeadlineTable:
    from chalicelib.enforcement.table.deadlines import DeadlineTable

    return DeadlineTable(wall_clock())


@lru_cache(maxsize=1)
def report_table() -> ReportTable:
    from chalicelib.enforcement.table.reports import ReportTable

    return ReportTable(wall_clock())


@lru_cache(maxsize=1)
def enforcement_queue() -> SqsQueue:
    from chalicelib.enforcement.adapters.queue import SqsQueue
    from chalicelib.shared import cloud

    return SqsQueue(cloud.client("sqs", connect_timeout=2, read_timeout=10), setting("ENFORCEMENT_QUEUE_URL"))
