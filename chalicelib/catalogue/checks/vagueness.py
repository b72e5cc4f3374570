"""Catch-all wording (模糊语言、兜底条款) in materials and conditions: nobody can tell what has to be brought or met.

Source: requirement row R021 (beyond the guide no conditions, steps or proofs; no vague or catch-all clauses). The
phrases are the city's; which of their occurrences are harmless is decided here: 其他组织 is an applicant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib.shared.errors import Fault

_AT = "/content"
_JOINTS = re.compile(r"[\s、，,]|行政(?=法规)|(?<=法律)(?:和|及|以及|或者|或)(?=法规)")
_HOLLOW = r"(?:证明材料|证明文件|申请材料|材料|证明|文件|资料|手续|证件|凭证|条件|要求|情形|情况|规定|事项|内容|信息)"
_END = r"(?=$|[。；;：:（(）)】〔〕/“”\"'!！?？+＋]|[的等及与和或并]|应|须|需|由|可|之一|原件|复印件|扫描件|一份|各|\d)"
_NOUN_AT_END = re.compile(rf"{_HOLLOW}$")
_OPEN_AT_END = ("其他", "其它", "相关", "有关", "必要", "需要", "应当提供", "应当提交", "的")
_AFTER_NOUN = re.compile(rf"{_HOLLOW}?{_END}")
_AFTER_OPEN = re.compile(rf"{_END}|(?:的|提供的|提交的|说明的)?(?:其他|其它|相关|有关)*{_HOLLOW}{_END}")
_AND_SO_ON = "等"
_AT_THE_END = re.compile(r"[。；;.]*$")
_OTHER_WORD_BEFORE = {"等": "高中初平同优均相对特一二三四", "视": "重近探监巡电审注忽轻远弱斜俯仰透检", "必": "不未"}
_OTHER_WORD_AFTER = re.compile(r"[间长段刻期效限量]")
_ADVERBS = ("视", "根据", "按", "必要时", "酌情")


def vague_faults(content: Mapping[str, Any], phrases: Iterable[str]) -> Iterator[Fault]:
    """Materials and conditions whose wording leaves open what is meant."""
    said = tuple(phrases)
    for at, text in _texts(content):
        if phrase := vague_phrase(text, said):
            yield Fault(at, "wording_vague", {"phrase": phrase})


def vague_phrase(text: str, phrases: Iterable[str]) -> str | None:
    """The first of the phrases by which a text leaves open what it means; None if it is definite."""
    plain = _JOINTS.sub("", text)
    return next((phrase for phrase in phrases if _stands_in(plain, _JOINTS.sub("", phrase))), None)


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((f"{_AT}/materials/{n}/name", one["name"]) for n, one in enumerate(content["materials"]))
    yield from ((f"{_AT}/conditions/{n}/text", one["text"]) for n, one in enumerate(content["conditions"]))


def _stands_in(text: str, phrase: str) -> bool:
    places = (found.span() for found in re.finditer(re.escape(phrase), text)) if phrase else ()
    return any(_leaves_open(text[:start], phrase, text[end:]) for start, end in places)


def _leaves_open(before: str, phrase: str, after: str) -> bool:
    if before[-1:] and before[-1] in _OTHER_WORD_BEFORE.get(phrase[0], ""):
        return False
    if phrase == _AND_SO_ON:
        return bool(_AT_THE_END.match(after))
    if phrase.endswith(_OPEN_AT_END) and not phrase.startswith(_ADVERBS):
        return bool(_AFTER_OPEN.match(after))
    if _NOUN_AT_END.search(phrase) and not phrase.startswith(_ADVERBS):
        return bool(_AFTER_NOUN.match(after))
    return not _OTHER_WORD_AFTER.match(after)
