"""What somebody must write: words, not blanks."""

from __future__ import annotations

from chalicelib.shared.errors import Fault, Invalid


def require_words(**fields: str | None) -> None:
    """Raise Invalid `reasons_required` naming every one of these fields of the body that says nothing."""
    faults = [Fault(f"/{name}", "words_needed") for name, text in fields.items() if not (text or "").strip()]
    if faults:
        raise Invalid("reasons_required", faults=faults)
