"""What can go wrong, as types. The code is public and stable; its wording is in a `messages.py`.

Which HTTP status a type gets is decided in `shared/http.py` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Fault(NamedTuple):
    """One thing wrong with what was sent: RFC 6901 pointer into the body, code, figures for its wording."""

    pointer: str
    code: str
    params: Mapping[str, object] = {}


class ServiceError(Exception):
    """A refusal that the caller can act on. `code` is snake_case; `params` fill its wording."""

    def __init__(self, code: str, *, faults: Sequence[Fault] = (), **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.faults = tuple(faults)
        self.params = params


class Malformed(ServiceError):
    """The request cannot be read at all."""


class Unauthenticated(ServiceError):
    """Nobody, or nobody we can trust, is asking."""


class Forbidden(ServiceError):
    """The caller is known and may not do this."""


class NotFound(ServiceError):
    """It does not exist, or not for this caller."""


class MethodNotAllowed(ServiceError):
    """The resource exists and has no such method."""


class RuleViolation(ServiceError):
    """The law, or the state of the thing, does not allow it."""


class Stale(ServiceError):
    """The caller edited an older version."""


class TooLarge(ServiceError):
    """More was sent than is taken."""


class UnsupportedMediaType(ServiceError):
    """Sent in a form that is not read here."""


class Invalid(ServiceError):
    """Readable, but its content is wrong; `faults` names everything at once."""


class PreconditionRequired(ServiceError):
    """An edit without saying which version was edited."""


class Throttled(ServiceError):
    """Too many, too fast."""


class UpstreamUnavailable(ServiceError):
    """A partner does not answer: the same request may succeed later."""
