"""Entries of the public list, for tests."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.search.entries import Entry

RESIDENCE_PERMIT = Entry(
    item_code="S005",
    number=1,
    name="居住证申领",
    aliases=("居住证办理",),
    keywords=("流动人口",),
    basic_code=None,
    item_type="confirmation",
    department="09",
    department_name="公安局",
    level="county",
    divisions=("530102000000",),
    applicant_types=("natural_person",),
    themes=("户籍与居住",),
    handling_modes=("online", "mobile"),
    channels=("miniprogram", "window"),
    online_depth=3,
    handling_area=None,
    handling_type="COMMITTED",
    statutory_limit=(15, "D"),
    committed_limit=(10, "D"),
    visits=1,
    materials=4,
    charged=False,
    deficiency_tolerant=False,
    commitment=False,
    instant_approval=False,
)


def entry(code: str, name: str = RESIDENCE_PERMIT.name, /, **changes: Any) -> Entry:
    """The entry of a residence permit under another code, with some fields replaced."""
    return RESIDENCE_PERMIT._replace(item_code=code, name=name, **changes)
