"""Rules on an item's codes (GB/T 39554.1): what a code of full length says must be what the elements say.

Codes in use have other lengths too; of those only the characters are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.elements.codes import basic_code_of, credit_code_of, level_of
from chalicelib.shared.credit_code import is_credit_code
from chalicelib.shared.errors import Fault

_AT = "/content"


def coding_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """A code whose parts are none, or are not what the elements say."""
    code = content["item_code"]
    credit_code = credit_code_of(code)
    if credit_code is None:
        return
    if not is_credit_code(credit_code):
        yield Fault(f"{_AT}/item_code", "credit_code_wrong", {"credit_code": credit_code})
    level, basic_code = level_of(code), basic_code_of(code)
    if level is None:
        yield Fault(f"{_AT}/item_code", "level_digit_wrong")
    if content["level"] is not None and level is not None and content["level"] != level:
        yield Fault(f"{_AT}/level", "level_differs", {"level": level})
    if content["basic_code"] is not None and content["basic_code"] != basic_code:
        yield Fault(f"{_AT}/basic_code", "basic_code_differs", {"basic_code": basic_code})
