"""What a configuration document is made of: typed fields with default, unit, bounds and source."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar, dataclass_transform

from chalicelib.shared.errors import Fault, Invalid


class Setting(NamedTuple):
    """What is known of a field besides its name. `source` says where the default comes from."""

    default: int | bool | str | tuple[Any, ...]
    title: str
    unit: str
    source: str
    least: int | None = None
    most: int | None = None
    among: tuple[str, ...] = ()
    longest: int | None = None
    entries: int | None = None
    places: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    shape: Mapping[str, Any] | None = None
    wrong: Callable[[Sequence[Mapping[str, Any]]], Iterator[Fault]] | None = None

    def refusal(self, value: object) -> str | None:
        """The code of what is wrong with a value, or None. Of a listing's single texts, `entry_refusals` tells."""
        if self.among:
            return self._list_refusal(value)
        if self.entries is not None:
            return _listing_refusal(value, self.entries, may_be_empty=self.shape is not None)
        if self.longest is not None:
            return _text_refusal(value, self.longest)
        if self.least is None:
            return None if isinstance(value, bool) else "wrong_type"
        if isinstance(value, bool) or not isinstance(value, int):
            return "wrong_type"
        return None if self.least <= value <= (self.most or value) else "out_of_range"

    def _list_refusal(self, value: object) -> str | None:
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            return "wrong_type"
        return None if value and len(set(value)) == len(value) and set(value) <= set(self.among) else "not_an_option"

    def entry_refusals(self, value: object) -> Iterator[tuple[int, str]]:
        """(index, code) of every text of a listing that is blank, too long, repeated, or holds what cannot be seen."""
        if self.entries is not None and self.shape is None and isinstance(value, list | tuple):
            for index, entry in enumerate(value):
                if code := _entry_refusal(entry, value[:index], self.longest or 0):
                    yield index, code

    def template_refusals(self, value: object) -> Iterator[tuple[str, dict[str, object]]]:
        """(code, parameters) of every place of a template that cannot be filled in, or must be there."""
        if self.places and isinstance(value, str):
            from chalicelib.shared.templates import refusals

            yield from refusals(value, self.places, self.needed)

    def record_faults(self, value: object) -> Iterator[Fault]:
        """What is wrong with a list of records, with pointers below it."""
        if self.wrong and isinstance(value, list | tuple):
            yield from self.wrong(value)

    def bounds(self, *, entry: bool = False) -> dict[str, object]:
        """What a refusal tells of lengths."""
        most = self.longest if entry or self.entries is None else self.entries
        return {"minimum": 0 if self.shape else 1, "maximum": most} if most else {}


def whole(default: int, title: str, unit: str, source: str, *, least: int, most: int) -> Any:
    """A field that holds a whole number of `unit` between two bounds."""
    return Setting(default, title, unit, source, least, most)


def text(default: str, title: str, source: str, *, longest: int) -> Any:
    """A field that holds what people read: not blank, at most `longest` characters."""
    return Setting(default, title, "character", source, longest=longest)


def template(
    default: str, title: str, source: str, *, longest: int, places: tuple[str, ...], needed: tuple[str, ...] = ()
) -> Any:
    """A text with named places: `places` may stand in it, and those in `needed` must."""
    return Setting(default, title, "character", source, longest=longest, places=places, needed=needed)


def choice(default: tuple[str, ...], title: str, unit: str, source: str, *, among: tuple[str, ...]) -> Any:
    """A field that holds one or more of the offered texts."""
    return Setting(default, title, unit, source, among=among)


def listing(default: tuple[str, ...], title: str, source: str, *, entries: int, longest: int) -> Any:
    """A field that holds one to `entries` distinct texts, each not blank and at most `longest` characters."""
    return Setting(default, title, "text", source, longest=longest, entries=entries)


def records(
    title: str,
    unit: str,
    source: str,
    *,
    entries: int,
    shape: Mapping[str, Any],
    wrong: Callable[[Sequence[Mapping[str, Any]]], Iterator[Fault]],
) -> Any:
    """A field that holds up to `entries` records: none at first. `shape`: the JSON Schema of one.

    `wrong` tells what is wrong with a list of them, with pointers below the field.
    """
    return Setting((), title, unit, source, entries=entries, shape=shape, wrong=wrong)


def flag(default: bool, title: str, source: str) -> Any:
    """A field that holds yes or no."""
    return Setting(default, title, "boolean", source)


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(whole, text, template, choice, listing, records, flag)
)
class Document:
    """A kind of document. A class attribute by one of the functions above is a field; instances have values.

    Like a frozen dataclass, without the 0.4 ms that defining one of those takes. What is kept `apart` is long and
    seldom asked for: it is read by itself, as of a release.
    """

    settings: ClassVar[Mapping[str, Setting]] = {}
    apart: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        cls.settings = {name: said for name, said in vars(cls).items() if isinstance(said, Setting)}

    def __init__(self, **values: Any) -> None:
        vars(self).update({name: said.default for name, said in self.settings.items()} | values)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).items()))


_D = TypeVar("_D", bound=Document)


def read(kind: type[_D], content: Mapping[str, Any]) -> _D:
    """Return `content` as a document of this kind; fields left out have their defaults.

    Raises Invalid("configuration_invalid") naming every unknown field and every wrong value.
    """
    if faults := [*_unknown(kind, content), *_wrong(kind, content)]:
        raise Invalid("configuration_invalid", faults=faults)
    return restored(kind, content)


def restored(kind: type[_D], content: Mapping[str, Any]) -> _D:
    """Return stored `content`: what newer code does not know is left out, what it adds has its default."""
    known = kind.settings.keys() & content.keys()
    return kind(**{name: _frozen(content[name]) for name in known})


def plain(document: Document) -> dict[str, Any]:
    """A document as JSON."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(document).items()}


def described(kind: type[Document]) -> list[dict[str, Any]]:
    """Each field with title, unit, bounds, default and the default's source."""
    return [_description(name, setting) for name, setting in kind.settings.items()]


def _unknown(kind: type[Document], content: Mapping[str, Any]) -> Iterator[Fault]:
    for name in sorted(content.keys() - kind.settings.keys()):
        yield Fault("/content/" + name.replace("~", "~0").replace("/", "~1"), "unknown_field")


def _wrong(kind: type[Document], content: Mapping[str, Any]) -> Iterator[Fault]:
    for name, setting in kind.settings.items():
        if name not in content:
            continue
        if code := setting.refusal(content[name]):
            yield Fault(f"/content/{name}", code, setting.bounds())
        for code, params in setting.template_refusals(content[name]):
            yield Fault(f"/content/{name}", code, params)
        for index, code in setting.entry_refusals(content[name]):
            yield Fault(f"/content/{name}/{index}", code, setting.bounds(entry=True))
        for fault in setting.record_faults(content[name]):
            yield fault._replace(pointer=f"/content/{name}{fault.pointer}")


def _text_refusal(value: object, longest: int) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    if not value.strip():
        return "too_short"
    return None if len(value) <= longest else "too_long"


def _listing_refusal(value: object, entries: int, *, may_be_empty: bool) -> str | None:
    if not isinstance(value, list | tuple):
        return "wrong_type"
    if not value and not may_be_empty:
        return "too_short"
    return None if len(value) <= entries else "too_long"


def _entry_refusal(entry: object, before: Sequence[object], longest: int) -> str | None:
    if code := _text_refusal(entry, longest):
        return code
    if not str(entry).isprintable():
        return "control_characters"
    return "entry_repeated" if str(entry).strip() in (str(one).strip() for one in before) else None


def _frozen(value: Any) -> Any:
    """Blanks around a text of a list are nobody's intent, and would keep it from ever being found."""
    if not isinstance(value, list):
        return value
    return tuple(entry.strip() if isinstance(entry, str) else entry for entry in value)


def _description(name: str, setting: Setting) -> dict[str, Any]:
    return {
        "name": name,
        "title": setting.title,
        "unit": setting.unit,
        "least": setting.least,
        "most": setting.most,
        "among": list(setting.among),
        "longest": setting.longest,
        "entries": setting.entries,
        "places": list(setting.places),
        "needed": list(setting.needed),
        "shape": setting.shape,
        "default": list(setting.default) if isinstance(setting.default, tuple) else setting.default,
        "source": setting.source,
    }
