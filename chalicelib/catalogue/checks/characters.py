"""Rules on characters: names must be what they look like, in lists, in search and on paper.

Control characters and lone surrogates are refused where a request is read; rows of imports and what Unicode has beside
them are caught here: marks that turn the direction of writing, characters of no width, private and unassigned ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_BREAK = re.compile(r"[\t\n\r]")
_LONG = frozenset(
    {"text", "note", "notes", "filling_notes", "conditions", "consequences", "point", "standard", "handbook"}
)
_FREE = frozenset({"form_schema", "guide", "process", "instant_approval"})
"""Documents of their own: only what is hidden is looked for in them."""


def character_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """Texts with hidden characters anywhere, with line breaks or tabs where a single line is meant."""
    for name, value in content.items():
        for at, key, text in _texts(value, f"/content/{escape(name)}", name):
            if _HIDDEN.search(text):
                yield Fault(_HIDDEN.sub("\ufffd", at), "characters_hidden")
            elif name not in _FREE and key not in _LONG and _BREAK.search(text):
                yield Fault(at, "line_break_in_name")


def _texts(value: object, at: str, key: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, str):
        yield at, key, value
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _texts(one, f"{at}/{index}", key)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield f"{at}/{escape(name)}", "text", name
            yield from _texts(one, f"{at}/{escape(name)}", name)
