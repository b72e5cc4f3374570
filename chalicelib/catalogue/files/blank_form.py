"""The form of an item as a page to print, for whoever writes by hand: every guide carries a blank form (R020)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.catalogue.files.form_fields import fields_on_paper
from chalicelib.catalogue.files.references import fields_of
from chalicelib.shared.errors import NotFound
from chalicelib.shared.pages import rendered

if TYPE_CHECKING:
    from chalicelib.catalogue.rules import ServiceItem

_TEMPLATE = Path(__file__).with_suffix(".html")


def title_of(item: ServiceItem) -> str:
    """What the form is called."""
    return str(item.form_schema.get("title") or f"{item.name}申请表")


def blank_form(item: ServiceItem) -> str:
    """The form as HTML. Raises NotFound `blank_form_not_found` for an item without fields."""
    if not fields_of(item.content):
        raise NotFound("blank_form_not_found", name=item.name)
    return rendered(
        _TEMPLATE,
        title=title_of(item),
        description=str(item.form_schema.get("description") or ""),
        name=item.name,
        item_code=item.code,
        version=item.version,
        department_name=item.department_name,
        fields=fields_on_paper(item.form_schema),
    )
