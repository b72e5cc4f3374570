"""What follows from the configuration documents: docs/configuration.md.

`python -m infra.configuration` writes it, with `--check` it tells whether it is in step with the code.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from chalicelib.configuration.kinds import KINDS, TITLES
from chalicelib.configuration.rules import Document, Setting

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "configuration.md"
_CODE = ("chalicelib", "functions")
_INTRODUCTION = """# Configuration of a city

Written by `python -m infra.configuration` from
[configuration/documents.py](../chalicelib/configuration/documents.py); do not edit it.

What differs from city to city is in these documents. Each goes through the same life, by different people: an editor
drafts it (`PUT /v1/configuration/{document}`), an auditor finds it in order or sends it back (`…/audit`), an auditor
puts it in force (`…/publication`) or goes back to the defaults (`…/withdrawal`). Each publication is a release, and
every act records the release that it ran under. `GET /v1/configuration` lists the documents and what is in force. A
field that a published edition does not hold has its default; what can be set is obeyed by code, and nothing is here
that is not.
"""


def text() -> str:
    """The page as committed."""
    rows = [f"| [{name}](#{name}) | {TITLES[name]} | {_purpose(KINDS[name])} |" for name in KINDS]
    contents = ["| document | 名称 | what for |", "| --- | --- | --- |", *rows, ""]
    return "\n".join([_INTRODUCTION, *contents, *(line for name in KINDS for line in _section(name))])


def main(arguments: list[str]) -> int:
    """Write the page, or with --check tell whether it is in step with the code."""
    if "--check" not in arguments:
        TARGET.write_text(text())
        print(f"wrote {TARGET.relative_to(ROOT)}: {len(KINDS)} documents")
        return 0
    if not TARGET.exists() or TARGET.read_text() != text():
        print(
            "docs/configuration.md is not in step with the code, run `python -m infra.configuration`", file=sys.stderr
        )
        return 1
    print(f"docs/configuration.md is in step: {len(KINDS)} documents")
    return 0


def _section(name: str) -> Iterator[str]:
    yield from (f"## {name}", "", f"{TITLES[name]}: {_purpose(KINDS[name])}", "")
    yield from (f"Obeyed by: {', '.join(f'`{place}`' for place in obeying(name))}.", "")
    yield from ("| field | 名称 | value | default | source |", "| --- | --- | --- | --- | --- |")
    for field, setting in KINDS[name].settings.items():
        yield f"| `{field}` | {setting.title} | {_value(setting)} | {_default(setting)} | {setting.source} |"
    yield ""


def obeying(name: str) -> list[str]:
    """The parts of the code that ask for a document."""
    asked = re.compile(rf'\.(document|edition|settings|at)\("{name}"[,)]')
    files = [path for folder in _CODE for path in ROOT.glob(f"{folder}/**/*.py") if asked.search(path.read_text())]
    return sorted({_part(path.relative_to(ROOT)) for path in files})


def _part(path: Path) -> str:
    """The domain or function; of the wiring the module, which is named after the domain that is given the value."""
    return str(path) if path.parts[1] == "wiring" else "/".join(path.parts[:2])


def _purpose(kind: type[Document]) -> str:
    first = (kind.__doc__ or "").partition("\n")[0]
    return first.partition(": ")[2]


def _value(setting: Setting) -> str:
    if setting.among:
        return f"some of {', '.join(f'`{one}`' for one in setting.among)}"
    if setting.entries is not None:
        return f"at most {setting.entries} of {_shape(setting.shape)}" if setting.shape else _texts(setting)
    if setting.places:
        return f"text of at most {setting.longest} characters; {_places(setting)}"
    if setting.longest is not None:
        return f"text of at most {setting.longest} characters"
    if setting.least is None:
        return "yes or no"
    return f"{setting.least} to {setting.most} ({setting.unit})"


def _texts(setting: Setting) -> str:
    return f"1 to {setting.entries} texts of at most {setting.longest} characters"


def _shape(schema: Mapping[str, Any]) -> str:
    """The fields of a record."""
    told = (_field(name, one) for name, one in schema["properties"].items())
    return "{" + ", ".join(told) + "}"


def _field(name: str, schema: Mapping[str, Any]) -> str:
    within = schema.get("items", {})
    return f"`{name}`: at most {schema['maxItems']} of {_shape(within)}" if "properties" in within else f"`{name}`"


def _places(setting: Setting) -> str:
    needed = f", needed {', '.join(f'`{place}`' for place in setting.needed)}" if setting.needed else ""
    return f"places {', '.join(f'`{place}`' for place in setting.places)}{needed}"


def _default(setting: Setting) -> str:
    said = setting.default
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, tuple):
        if not said:
            return "none"
        return "；".join(said) if setting.entries else ", ".join(f"`{one}`" for one in said)
    return str(said).replace("\n", "<br>")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
