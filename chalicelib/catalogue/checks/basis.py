"""Rules on what an item is based on (设定依据).

Sources: 行政许可法 Arts. 14-17 (who may set a licence: law, administrative regulation, decision of the State Council,
local regulation, for a year a province's rule; Art. 17: nothing else), Art. 16(4) (no conditions beyond them);
优化营商环境条例 Art. 44 (a proof needs a law, regulation or decision of the State Council).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib.catalogue.elements.regimes import LICENSING_LAW
from chalicelib.catalogue.guides.guide import REQUIRED
from chalicelib.shared.errors import Fault

_AT = "/content"
_TITLE = re.compile(r"《([^《》]+)》")
_NUMBERED = re.compile(r"[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*(?:第\s*)?\d+\s*号")
_DECREED = re.compile(r"令\s*(?:第\s*)?\d+\s*号|第\s*\d+\s*号令")
_STANDS_FOR_NOTHING = frozenset(
    {"同上", "同前", "见上", "参见上文", "如上", "略", "无", "暂无", "不详", "待定", "-", "/"}
)
_NAMES_NOTHING = re.compile(
    r"(相关|有关|现行)(法律|法规|规章|规定|文件|政策|制度|要求|精神)|上级(规定|文件|要求|部署)|同上"
)
_NOTICES = ("通知", "通告", "公告", "意见", "指南", "函", "纪要", "答复", "批复", "方案", "清单")


def basis_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """What names a basis that is not there, a basis that names nothing, what needs one and has none."""
    yield from _vague(content["basis"])
    yield from _unknown(content)
    yield from _lacking(content)
    if content["legal_regime"] == LICENSING_LAW.name:
        yield from _set_by_notice(content)


def names_nothing(title: str) -> bool:
    """Whether a basis leaves open which statute or document it is."""
    text = title.strip().rstrip("。.;；")
    if text in _STANDS_FOR_NOTHING:
        return True
    return bool(_NAMES_NOTHING.search(text)) and not _names_a_document(text)


def only_a_notice(title: str) -> bool:
    """Whether all that a basis names are notices, opinions, guides and the like, which set no licence."""
    titles = _TITLE.findall(title)
    if titles:
        return all(name.endswith(_NOTICES) for name in titles) and not _DECREED.search(title)
    return bool(_NUMBERED.search(title)) or title.strip().endswith(_NOTICES)


def _names_a_document(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_TITLE, _NUMBERED, _DECREED))


def _vague(basis: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    for index, one in enumerate(basis):
        if names_nothing(one["title"]):
            yield Fault(f"{_AT}/basis/{index}/title", "basis_vague", {"text": one["title"]})


def _unknown(content: Mapping[str, Any]) -> Iterator[Fault]:
    codes = {one["code"] for one in content["basis"]}
    for at, named in _references(content):
        if named is not None and named not in codes:
            yield Fault(at, "basis_unknown", {"code": named})


def _references(content: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    for name in ("conditions", "materials", "special_procedures"):
        yield from ((f"{_AT}/{name}/{index}/basis", one["basis"]) for index, one in enumerate(content[name]))
    yield f"{_AT}/fee/basis", content["fee"]["basis"]


def _lacking(content: Mapping[str, Any]) -> Iterator[Fault]:
    if not content["basis"]:
        yield Fault(f"{_AT}/basis", "basis_missing")
    for index, condition in enumerate(content["conditions"]):
        if condition["basis"] is None:
            yield Fault(f"{_AT}/conditions/{index}/basis", "condition_without_basis")
    demanded = _demanded(content)
    for index, material in enumerate(content["materials"]):
        if material["code"] in demanded and material["basis"] is None:
            yield Fault(f"{_AT}/materials/{index}/basis", "material_without_basis", {"name": material["name"]})
    if content["fee"]["rates"] and content["fee"]["basis"] is None:
        yield Fault(f"{_AT}/fee/basis", "fee_without_basis")


def _demanded(content: Mapping[str, Any]) -> set[str]:
    """The materials that everybody has to bring, and those that are required of some by their answers."""
    rows = [row["then"] for table in content["guide"]["tables"] for row in table["rows"]]
    states = [state for then in rows for state in then.get("materials", {}).items()]
    always = {material["code"] for material in content["materials"] if material["required"]}
    return always | {code for code, state in states if state == REQUIRED}


def _set_by_notice(content: Mapping[str, Any]) -> Iterator[Fault]:
    notices = {one["code"]: one["title"] for one in content["basis"] if only_a_notice(one["title"])}
    if notices and len(notices) == len(content["basis"]):
        yield Fault(f"{_AT}/basis", "licence_without_law")
    for index, condition in enumerate(content["conditions"]):
        if condition["basis"] in notices:
            title = notices[condition["basis"]]
            yield Fault(f"{_AT}/conditions/{index}/basis", "condition_set_by_notice", {"title": title})
