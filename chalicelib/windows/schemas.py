"""What hall managers say of windows, and what everybody at a desk sees of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.shared.access import DEPARTMENT_CODE
from chalicelib.shared.schema import Model, Query
from chalicelib.windows.rules import Kind, Power, WindowState

WindowNo = Annotated[str, StringConstraints(pattern=r"^\S{1,20}$")]
Words = Annotated[str, StringConstraints(max_length=100, pattern=r"\S")]
DivisionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
Department = Annotated[str, StringConstraints(pattern=rf"^(\*|{DEPARTMENT_CODE})$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^(\*|[0-9A-Za-z-]{1,64})$")]
StaffNo = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{3,20}$")]
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class OpeningHours(Model):
    """Open on a weekday (1 Monday to 7 Sunday), civil time, `until` not included."""

    weekday: Annotated[int, Field(ge=1, le=7)]
    from_: TimeOfDay = Field(alias="from")
    until: TimeOfDay


class DescribedWindow(Model):
    """A window: `*` among departments or items is every one (无差别受理). It serves what either names."""

    window_no: WindowNo
    name: Words
    hall: Words
    kind: Annotated[Kind, Field(strict=False)]
    departments: Annotated[list[Department], Field(max_length=50)] = Field(default_factory=list)
    item_codes: Annotated[list[ItemCode], Field(max_length=50)] = Field(default_factory=list)
    staff: Annotated[list[StaffNo], Field(min_length=1, max_length=20)]
    hours: Annotated[list[OpeningHours], Field(min_length=1, max_length=21)]
    powers: Annotated[list[Annotated[Power, Field(strict=False)]], Field(min_length=1, max_length=4)]
    exclusive: bool = True


class NewWindow(DescribedWindow):
    """A window to open in a division."""

    division_code: DivisionCode


class WindowBody(NewWindow):
    """A window. `version` is its ETag."""

    window_id: str
    state: Annotated[WindowState, Field(strict=False)]
    version: int


class WindowsQuery(Query):
    """Whose windows."""

    division: DivisionCode


class Windows(Model):
    """The windows of a division by number. `missing_kinds`: of the five that every hall has, those that it lacks."""

    division_code: str
    windows: list[WindowBody]
    missing_kinds: list[Kind]


class OwnWindow(WindowBody):
    """A window at which the caller sits: its hours of today, and for whom they sit there, if it is a colleague's."""

    today: list[OpeningHours]
    stands_in_for: str | None


class Function(Model):
    """Something that the caller's posts allow: the operation of this document, and what it is called."""

    operation: str
    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    title: str


class OwnPortal(Model):
    """Where the caller sits on a civil date, and what they may do."""

    staff_no: str
    on: str
    windows: list[OwnWindow]
    functions: list[Function]


class Nothing(Model):
    """Nothing more needs to be said."""
