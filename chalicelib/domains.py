"""Which module answers which paths: the first line that fits a path wins.

A domain is imported when its first request comes. `*` stands for one segment, a trailing `**` for any rest.
"""

from __future__ import annotations

DOMAINS: tuple[tuple[str, str], ...] = (
    ("/v1/health", "operations"),
    ("/v1/version", "operations"),
    ("/v1/local/**", "operations"),
    ("/v1/sessions/**", "identity"),
    ("/v1/me", "identity"),
    ("/v1/me/**", "identity"),
    ("/v1/staff", "identity"),
    ("/v1/staff/**", "identity"),
    ("/.well-known/jwks.json", "identity"),
    ("/v1/items", "catalogue"),
    ("/v1/items/**", "catalogue"),
    ("/v1/catalogue/**", "catalogue"),
    ("/v1/divisions/**", "catalogue"),
    ("/v1/configuration/**", "configuration"),
    ("/v1/cases", "cases"),
    ("/v1/cases/**", "cases"),
    ("/v1/desk/**", "cases"),
    ("/v1/status-lookups", "cases"),
    ("/v1/supervision/**", "supervision"),
)


def domain_of(path: str) -> str | None:
    """The domain whose routes may hold `path` (still percent-encoded), or None."""
    segments = path.split("/")
    return next((domain for pattern, domain in DOMAINS if _fits(pattern.split("/"), segments)), None)


def names() -> tuple[str, ...]:
    """All domains that have routes."""
    return tuple(dict.fromkeys(domain for _, domain in DOMAINS))


def _fits(pattern: list[str], segments: list[str]) -> bool:
    if pattern[-1] == "**":
        head = pattern[:-1]
        return len(segments) > len(head) and _fits(head, segments[: len(head)])
    return len(pattern) == len(segments) and all(
        wanted in ("*", given) for wanted, given in zip(pattern, segments, strict=True)
    )
