"""All wording here is shared."""

MESSAGES: dict[str, tuple[str, str]] = {}
