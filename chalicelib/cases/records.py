"""What a case is made of beside its legal life: what was handed in, promised and put off, and by whom."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Mapping
from typing import Any, NamedTuple


class Material(NamedTuple):
    """A file that was handed in: which slot of the item's list it fills, and what it hashes to."""

    material_id: str
    slot: str
    sha256: str


class Agent(NamedTuple):
    """Who acts for a case's owner (经办人, 代办人, 监护人, 法定代表人), and by which authorisation.

    The name is sealed under the owner's key.
    """

    person_id: str
    kind: str
    authorisation_id: str | None
    name_sealed: str


class Collection(NamedTuple):
    """Where a window took an application in (窗口收件, 代收): by whom, for which office they sit.

    `list_no` is the list with which it was handed over to the office that handles it, `received` that it came there.
    """

    staff_no: str
    division_code: str
    window_id: str | None = None
    list_no: str | None = None
    received: bool = False


class Tolerance(NamedTuple):
    """容缺: what may follow, until when (a civil date), and the letter by whose digest the applicant committed.

    `kind` is `requested` from submission, then `receipt` (容缺收件, no clock runs) or `acceptance` (容缺受理).
    """

    slots: tuple[str, ...]
    letter_sha256: str
    kind: str = "requested"
    due_on: str | None = None


class Declared(NamedTuple):
    """告知承诺: the letter that was signed, the materials that it stands for, and what the later check found.

    `verify_by` is the civil date by which it is to be checked, told by the decision that grants.
    """

    slots: tuple[str, ...]
    letter_sha256: str
    verified: str | None = None
    verify_by: str | None = None


class Pause(NamedTuple):
    """特别程序: which one, from which civil date, for how many days of which unit, until when, by the item's name."""

    procedure: str
    since: str
    value: int
    unit: str
    until_on: str | None = None
    name: str = ""


class Extension(NamedTuple):
    """延期: asked for by whom; `approved` is None until somebody decided."""

    requested_by: str
    value: int
    unit: str
    approved: bool | None = None


TOLERANCE = "deficiency_tolerance"
DECLARATION = "notification_commitment"
"""The kinds of letters: 容缺, some materials follow; 告知承诺, a promise does instead of some."""
Signature = Mapping[str, Any]
"""What an applicant signs: the `kind` of a letter, its `sha256`, the `slots` that it is for."""
