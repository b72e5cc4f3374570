"""Parts of how a case stands: what follows, pauses, extensions, days left."""

from __future__ import annotations

from typing import Any, Literal

from chalicelib.shared.schema import Model


class FollowingBody(Model):
    """容缺: the materials that may follow, by name, until a civil date once it is told."""

    materials: list[str]
    due_on: str | None


class ToleranceBody(Model):
    """容缺: the slots that may follow, until when; `requested` before anybody received or accepted them so."""

    slots: list[str]
    kind: Literal["requested", "receipt", "acceptance"]
    due_on: str | None


class DeclaredBody(Model):
    """告知承诺: the slots that a commitment stands for, and what the later check found, due on `verify_by`."""

    slots: list[str]
    verified: str | None
    verify_by: str | None


class PauseBody(Model):
    """特别程序: since when, for how many days (`WD` working, `D` natural, `M` months, `H` hours), until about when."""

    procedure: str
    name: str | None
    since: str
    value: int
    unit: str
    until_on: str | None


class DeadlineBody(Model):
    """Which deadline of the case somebody was told of: its last day, and the working days left or over at that time.

    `key` is the step and round of a stage.
    """

    kind: Literal[
        "acceptance",
        "correction",
        "supplement",
        "stage",
        "committed",
        "statutory",
        "service",
        "pickup",
        "special_procedure",
        "verification",
    ]
    key: str | None = None
    due_on: str
    days_left: int | None = None
    days_over: int | None = None


class PeriodBody(Model):
    """So many units."""

    value: int
    unit: str


class CollectionBody(Model):
    """窗口收件: where it was taken in, the list by which it was handed over, and whether it has come there."""

    division_code: str
    window_id: str | None
    list_no: str | None
    received: bool


class Remaining(Model):
    """办理剩余时间: `due_on` is the promised day, `days_left` the working days until it.

    `provisional`: the day is an estimate, as its calendar is not out yet, and `note` says so in words. While
    `paused`, the days are those that were left when the special procedure began. `overdue_by` stands there alone
    when the day is past.
    """

    due_on: str | None
    days_left: int | None
    provisional: bool
    paused: bool
    overdue_by: int | None = None
    note: str | None = None


class ApplicantBody(Model):
    """Who applies, in full; name and number are null once erased.

    `number` is a resident number, or the credit code (统一社会信用代码) of an organisation.
    """

    kind: Literal["person", "organisation"]
    name: str | None
    number: str | None


class DeskBody(Model):
    """What only the case's office sees: who applies, and how the case stands."""

    applicant: ApplicantBody
    red_list: bool
    collected_by: str | None
    extension_requested_by: str | None
    handlers: dict[str, str]
    consultations: dict[str, Any]
