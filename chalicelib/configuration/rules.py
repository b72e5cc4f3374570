"""What a configuration document is made of: typed fields with default, unit, bounds and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, asdict, field, fields
from typing import Any, NamedTuple, TypeVar

from chalicelib.shared.errors import Fault, Invalid

_D = TypeVar("_D")
_SETTING = "setting"


class Setting(NamedTuple):
    """What is known of a field besides its name and default. `source` says where the default comes from."""

    title: str
    unit: str
    source: str
    least: int | None = None
    most: int | None = None
    among: tuple[str, ...] = ()

    def refusal(self, value: object) -> str | None:
        """The code of what is wrong with a value, or None."""
        if self.among:
            return self._list_refusal(value)
        if self.least is None:
            return None if isinstance(value, bool) else "wrong_type"
        if isinstance(value, bool) or not isinstance(value, int):
            return "wrong_type"
        return None if self.least <= value <= (self.most or value) else "out_of_range"

    def _list_refusal(self, value: object) -> str | None:
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            return "wrong_type"
        return None if value and len(set(value)) == len(value) and set(value) <= set(self.among) else "not_an_option"


def whole(default: int, title: str, unit: str, source: str, *, least: int, most: int) -> Any:
    """A field that holds a whole number of `unit` between two bounds."""
    return _declared(default, Setting(title, unit, source, least, most))


def choice(default: tuple[str, ...], title: str, unit: str, source: str, *, among: tuple[str, ...]) -> Any:
    """A field that holds one or more of the offered texts."""
    return _declared(default, Setting(title, unit, source, among=among))


def flag(default: bool, title: str, source: str) -> Any:
    """A field that holds yes or no."""
    return _declared(default, Setting(title, "boolean", source))


def read(kind: type[_D], content: Mapping[str, Any]) -> _D:
    """Return `content` as a document of this kind; fields left out have their defaults.

    Raises Invalid("configuration_invalid") naming every unknown field and every wrong value.
    """
    if faults := [*_unknown(kind, content), *_wrong(kind, content)]:
        raise Invalid("configuration_invalid", faults=faults)
    return restored(kind, content)


def restored(kind: type[_D], content: Mapping[str, Any]) -> _D:
    """Return stored `content`: what newer code does not know is left out, what it adds has its default."""
    known = {one.name for one in _fields(kind)} & content.keys()
    return kind(**{name: _frozen(content[name]) for name in known})


def plain(document: Any) -> dict[str, Any]:
    """A document as JSON."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(document).items()}


def described(kind: type) -> list[dict[str, Any]]:
    """Each field with title, unit, bounds, default and the default's source."""
    return [_description(one) for one in _fields(kind)]


def _declared(default: Any, setting: Setting) -> Any:
    return field(default=default, metadata={_SETTING: setting})


def _fields(kind: Any) -> tuple[Field[Any], ...]:
    return fields(kind)


def _unknown(kind: type, content: Mapping[str, Any]) -> Iterator[Fault]:
    for name in sorted(content.keys() - {one.name for one in _fields(kind)}):
        yield Fault("/content/" + name.replace("~", "~0").replace("/", "~1"), "unknown_field")


def _wrong(kind: type, content: Mapping[str, Any]) -> Iterator[Fault]:
    for one in _fields(kind):
        setting: Setting = one.metadata[_SETTING]
        if one.name in content and (code := setting.refusal(content[one.name])):
            yield Fault(f"/content/{one.name}", code)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _description(one: Field[Any]) -> dict[str, Any]:
    setting: Setting = one.metadata[_SETTING]
    return {
        "name": one.name,
        "title": setting.title,
        "unit": setting.unit,
        "least": setting.least,
        "most": setting.most,
        "among": list(setting.among),
        "default": list(one.default) if isinstance(one.default, tuple) else one.default,
        "source": setting.source,
    }
