"""Classes of fields without the functions that a dataclass compiles, for each of them, at every cold start."""

from __future__ import annotations

from typing import Any, dataclass_transform


@dataclass_transform(eq_default=False)
class Plain:
    """What a class annotates are its fields, in that order; a field that is not given has the class's own value."""

    def __init__(self, *values: Any, **named: Any) -> None:
        vars(self).update(zip(type(self).__annotations__, values, strict=False), **named)
