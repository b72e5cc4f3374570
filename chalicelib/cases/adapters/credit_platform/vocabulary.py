"""The credit platform's lists, in our words. What is not listed is None, and loud."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    BAD_FAITH = "bad_faith"  # 失信
    RED_LIST = "red_list"  # 守信红名单


MARKS: dict[str, Mark] = {
    "judgment_defaulter": Mark.BAD_FAITH,  # 失信被执行人
    "serious_bad_faith": Mark.BAD_FAITH,  # 严重失信主体
    "broken_commitment": Mark.BAD_FAITH,  # 违背书面承诺
    "red_list": Mark.RED_LIST,
}


def mark(code: object) -> Mark | None:
    """Our word for a list."""
    return MARKS.get(code) if isinstance(code, str) else None
