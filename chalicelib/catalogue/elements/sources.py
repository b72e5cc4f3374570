"""Where the value of a form's field may come from: `x-source` in its schema, one word of the table below.

A field with a source may be filled in for the applicant, who sees it and may change it; one without is theirs to fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

X_SOURCE = "x-source"
APPLICANT: dict[str, str] = {
    "applicant.name": "姓名，与人口库核验一致",
    "applicant.resident_id": "公民身份号码",
    "applicant.sex": "性别：male 或 female，由公民身份号码得出",
    "applicant.birth_date": "出生日期，由公民身份号码得出",
    "applicant.phone": "已经验证的手机号码",
    "applicant.organisation_name": "单位名称，与市场主体登记信息一致",
    "applicant.uscc": "统一社会信用代码",
    "applicant.legal_representative": "法定代表人姓名",
}
"""What the city has confirmed of whoever applies: the person, or the organisation applied for. All texts."""

EARLIER = "earlier:"
"""Followed by a key: the value that they gave last in a field with the same key, in whatever item."""

_KEY = r"[a-z][a-z0-9_]{0,63}"


def is_source(word: object) -> bool:
    """Whether a word says where a value may come from."""
    if not isinstance(word, str):
        return False
    return word in APPLICANT or (word.startswith(EARLIER) and bool(re.fullmatch(_KEY, word.removeprefix(EARLIER))))


def sources_of(schema: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """The sources of a form's fields, by the path of the field within a filled-in form."""
    return dict(_sources(schema, ()))


def _sources(schema: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, field in schema.get("properties", {}).items():
        if X_SOURCE in field:
            yield (*path, name), str(field[X_SOURCE])
        yield from _sources(field, (*path, name))
