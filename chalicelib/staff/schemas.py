"""Bodies and answers of the directory of staff."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.shared.access import DEPARTMENT_CODE, Role
from chalicelib.shared.schema import Model

StaffNo = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{3,20}$")]
NewPassword = Annotated[str, StringConstraints(min_length=12, max_length=128)]
Name = Annotated[str, StringConstraints(max_length=100, pattern=r"\S")]
OneRole = Annotated[Role, Field(strict=False)]  # JSON has text
Department = Annotated[str, StringConstraints(pattern=rf"^(\*|{DEPARTMENT_CODE})$")]
Division = Annotated[str, StringConstraints(pattern=r"^(\*|[0-9]{1,12})$")]


class NewStaffMember(Model):
    """Somebody who starts. `*` among departments or divisions means all."""

    staff_no: StaffNo
    name: Name
    password: NewPassword
    roles: Annotated[list[OneRole], Field(min_length=1, max_length=12)]
    departments: Annotated[list[Department], Field(max_length=50)] = Field(default_factory=list)
    divisions: Annotated[list[Division], Field(max_length=50)] = Field(default_factory=list)


class StaffMember(Model):
    """An account of staff as an administrator sees it."""

    staff_no: str
    name: str
    roles: list[Role]
    departments: list[str]
    divisions: list[str]
    state: Literal["active", "left"]
