"""Bodies and answers of the directory of staff."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.shared.access import DEPARTMENT_CODE, Role
from chalicelib.shared.schema import Model, PageQuery, ShortText
from chalicelib.staff.authority import SigningPower

StaffNo = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{3,20}$")]
NewPassword = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Name = Annotated[str, StringConstraints(max_length=100, pattern=r"\S")]
OneRole = Annotated[Role, Field(strict=False)]  # JSON has text
Code = Annotated[str, StringConstraints(pattern=rf"^{DEPARTMENT_CODE}$")]
Department = Annotated[str, StringConstraints(pattern=rf"^(\*|{DEPARTMENT_CODE})$")]
Division = Annotated[str, StringConstraints(pattern=r"^(\*|[0-9]{1,12})$")]
Departments = Annotated[list[Department], Field(max_length=50)]
Divisions = Annotated[list[Division], Field(max_length=50)]
Day = Annotated[date, Field(strict=False)]
ItemCode = Annotated[str, StringConstraints(pattern=r"^(\*|[0-9A-Za-z-]{1,64})$")]
OnePower = Annotated[SigningPower, Field(strict=False)]


class Nothing(Model):
    """Nothing more needs to be said."""


class StaffQuery(PageQuery):
    """Staff of one department, or in one state; a department lists those who work there."""

    department: Department | None = None
    state: Literal["active", "left"] | None = None


class HeldPost(Model):
    """A post of a department, for some divisions; `*` means all."""

    department: Code
    post_code: Code
    divisions: Annotated[list[Division], Field(min_length=1, max_length=50)]


class StaffScope(Model):
    """What somebody may do: by roles of their own, for departments and divisions, and by posts of departments."""

    roles: Annotated[list[OneRole], Field(max_length=12)] = Field(default_factory=list)
    departments: Departments = Field(default_factory=list)
    divisions: Divisions = Field(default_factory=list)
    posts: Annotated[list[HeldPost], Field(max_length=20)] = Field(default_factory=list)


class NewStaffMember(StaffScope):
    """Somebody who starts. The password is temporary: they change it at a log-in within `passwords.temporary_hours`."""

    staff_no: StaffNo
    name: Name
    password: NewPassword


class StaffMember(Model):
    """An account of staff as an administrator sees it. `version` is its ETag."""

    staff_no: str
    name: str
    roles: list[Role]
    departments: list[str]
    divisions: list[str]
    posts: list[HeldPost]
    state: Literal["active", "left"]
    version: int


class StaffList(Model):
    """Accounts by state and number, or by number within a department."""

    staff: list[StaffMember]
    next_cursor: str | None


class PasswordReset(Model):
    """A temporary password, good for `passwords.temporary_hours`."""

    password: NewPassword


class PasswordChange(Model):
    """The present password and the next one."""

    old: NewPassword
    new: NewPassword


class OwnPassword(Model):
    """The caller's present password: a token alone does not say who it is that asks."""

    password: NewPassword


class SecondFactorSeed(Model):
    """The seed in base32, and as an authenticator reads it from a picture. It is not shown again."""

    seed: str
    otpauth_uri: str


class SecondFactorCode(Model):
    """What the authenticator shows."""

    totp_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class DutiesLeft(Model):
    """What still has to be done before the posts count. Refresh the tokens."""

    duties: list[Literal["change_password", "enrol_second_factor"]]
    refresh_required: bool


class PostOfDepartment(Model):
    """A post: whoever holds it has these roles for the department."""

    post_code: Code
    name: Name
    roles: Annotated[list[OneRole], Field(min_length=1, max_length=12)]


class DescribedDepartment(Model):
    """What a department is called, its credit code (统一社会信用代码) if it has one, and its posts."""

    name: Name
    credit_code: ShortText | None = None
    posts: Annotated[list[PostOfDepartment], Field(max_length=40)] = Field(default_factory=list)


class NewDepartment(DescribedDepartment):
    """A department to register, by the code that items and posts name it by."""

    code: Code


class DepartmentBody(Model):
    """A department. `version` is its ETag."""

    code: str
    name: str
    credit_code: str | None
    posts: list[PostOfDepartment]
    version: int


class DepartmentList(Model):
    """Departments by code."""

    departments: list[DepartmentBody]
    next_cursor: str | None


class NewStandIn(Model):
    """Who does the work, the first and the last day (Asia/Shanghai), and why."""

    stand_in: StaffNo
    from_on: Day
    until_on: Day
    reason: ShortText


class StandInBody(Model):
    """That `stand_in` does the work of `staff_no`."""

    stand_in_id: str
    staff_no: str
    stand_in: str
    from_on: Day
    until_on: Day
    reason: str
    revoked: bool


class StandInList(Model):
    """Stand-ins of one member of staff."""

    stand_ins: list[StandInBody]


class NewSigningAuthority(Model):
    """A letter of authorisation (`*` is all), in force from the first to the last day: at least a year."""

    department: Department
    divisions: Annotated[list[Division], Field(min_length=1, max_length=50)]
    item_codes: Annotated[list[ItemCode], Field(min_length=1, max_length=50)]
    document_no: Name
    powers: Annotated[list[OnePower], Field(min_length=1, max_length=3)]
    from_on: Day
    until_on: Day


class SigningAuthorityBody(NewSigningAuthority):
    """That `staff_no` may sign. From `revoked_on` on, if there is one, they may not."""

    authority_no: str
    staff_no: str
    revoked_on: Day | None


class SigningAuthorityList(Model):
    """What one member of staff may sign."""

    signing_authorities: list[SigningAuthorityBody]
