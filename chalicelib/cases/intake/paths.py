"""Values in a form by the path of their field, and the pointers (RFC 6901) that name them."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.body import escape

Path = tuple[str, ...]
EMPTY: tuple[object, ...] = (None, "", [], {})


def pointer(path: Path) -> str:
    """The pointer to a field."""
    return "".join(f"/{escape(name)}" for name in path)


def path_of(pointer_: str) -> Path:
    """The path that a pointer tells."""
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer_.split("/")[1:])


def value_at(form: Any, path: Path) -> Any:
    """The value of a field; None where there is none."""
    for name in path:
        form = form.get(name) if isinstance(form, dict) else None
    return form


def is_empty(form: dict[str, Any], path: Path) -> bool:
    """Whether nothing was filled in there. `false` and 0 are something."""
    value = value_at(form, path)
    return any(value is empty or (type(value) is type(empty) and value == empty) for empty in EMPTY)


def with_value(form: dict[str, Any], path: Path, value: object) -> dict[str, Any]:
    """The form with one more field filled in; what it lies in is begun where it is not there."""
    name, *rest = path
    inner = form.get(name)
    told = with_value(inner if isinstance(inner, dict) else {}, tuple(rest), value) if rest else value
    return {**form, name: told}


def as_far_as_objects_go(form: Any, path: Path) -> Path:
    """The path; of something in a list, that of the whole list."""
    for depth, name in enumerate(path):
        if not isinstance(form, dict):
            return path[:depth]
        form = form.get(name)
    return path


def without(form: dict[str, Any], path: Path) -> dict[str, Any]:
    """The form without a field; of a list, without the whole list."""
    name, *rest = path
    inner = form.get(name)
    if rest and isinstance(inner, dict):
        return {**form, name: without(inner, tuple(rest))}
    return {other: value for other, value in form.items() if other != name}
