"""Pages for people: HTML from templates that lie beside their code; everything put into them is escaped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def rendered(template: Path, **values: object) -> str:
    """Return the page. A name that the template asks for and is not given is an error, never an empty place.

    What is a page's own markup already (a picture) is given as `markupsafe.Markup`.
    """
    return _environment(template.parent).get_template(template.name).render(values)


@lru_cache(maxsize=8)
def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
