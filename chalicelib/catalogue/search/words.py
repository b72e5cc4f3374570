"""What is compared: text without case, width and punctuation, and what a visitor's question is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MOST_CHARACTERS = 64
"""Of a query once it is normalised: one character may stand for eighteen."""

_WORD = re.compile(r"[^\W_]+")
_PHRASES = (
    "怎么办理|怎样办理|如何办理|怎么申请|如何申请|怎么办|怎样办|如何办|在哪里|在哪儿|哪里|哪儿|什么|怎么|怎样|如何|请问|"
    "我想要|我想|我要|想要|需要|多少|能不能|可不可以|可以|能否|办理|申请|申办|手续|流程|材料|帮我|要办|要带|"
    "[开办领](?:一[个家张本]|个(?!体))"
)
_PHRASE = re.compile(_PHRASES)
_AT_THE_EDGE = re.compile(r"^[我你想要去到在办开领查的给带]+|[吗呢啊吧呀么的了]+$")
_SAID_OF_MANY = re.compile(
    "许可证|许可|登记|审批|备案|核准|核发|申领|申请|办理|变更|补办|换领|证书|证明|证件|"
    "怎么|怎样|什么|需要|如何|哪里|哪儿|可以|多少|材料|流程|手续|请问|想要"
)


def words_of(query: str) -> list[str]:
    """The words of a query as they are compared; what has no letters at all is one word."""
    return _split(_folded(query)[:MOST_CHARACTERS])


def plain(name: str) -> str:
    """A name as it is compared: letters, digits and characters, nothing between them."""
    folded = _folded(name)
    return folded if folded.isalnum() else "".join(_split(folded))


def subject_of(words: list[str]) -> list[str]:
    """What is left of a question without the words of asking: 怎么办居住证 → 居住证. Perhaps nothing."""
    parts = [part for word in words for part in _PHRASE.sub(" ", word).split()]
    return [left for part in parts if (left := _AT_THE_EDGE.sub("", part))]


def telling(words: Sequence[str]) -> list[str]:
    """What says what an item is about, without what is done about it: of 施工许可证 施工."""
    return [part for word in words for part in _SAID_OF_MANY.sub(" ", word).split()]


def _split(folded: str) -> list[str]:
    return _WORD.findall(folded) or folded.split()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
