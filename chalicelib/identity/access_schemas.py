"""What is asked of the access log, and what it tells."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.shared.schema import Model, PageQuery

__all__ = ["AccessLog", "AccessLogQuery", "AuditedAccessLog", "PageQuery", "StaffNo"]

StaffNo = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{3,20}$")]


class AccessLogQuery(PageQuery):
    """A period of at most 92 civil dates, both included, and a reader, a person, or both."""

    from_: date = Field(alias="from")
    to: date
    reader: StaffNo | None = None
    person: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,64}$")] | None = None


class OpenedByDepartment(Model):
    """`*` is all departments; one that nobody registered has no name."""

    code: str
    name: str | None


class OpenedBy(Model):
    """Staff by number. `departments` are those of the posts by which they read, named as they are called today."""

    staff_no: str
    departments: list[OpenedByDepartment]
    stands_in_for: str | None


class OpenedFor(Model):
    """Why: what staff were at work on, and the number by which the person knows it."""

    kind: str
    id: str | None
    wording: str
    case_no: str | None


class OpenedPart(Model):
    """What was opened at once."""

    kind: str
    id: str | None
    wording: str


class AccessLogEntry(Model):
    """One opening of a person's data by staff. `act_id` is what to quote when asking about it."""

    act_id: str
    opened_at: str
    who: OpenedBy
    why: OpenedFor
    what: OpenedPart


class AccessLog(Model):
    """Part of who opened the caller's data."""

    entries: list[AccessLogEntry]
    next_cursor: str | None


class AuditedEntry(AccessLogEntry):
    """The same, and whose data it was."""

    person_id: str


class AuditedAccessLog(Model):
    """Part of what was found."""

    entries: list[AuditedEntry]
    next_cursor: str | None
