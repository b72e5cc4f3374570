"""Access tokens: JWS compact form (RFC 7515), ES256 only, profile `at+jwt` (RFC 9068), 15 minutes.

We are the only issuer, so a token is read against the one form that we write: a header of exactly alg, kid and
typ, exactly our claims. Whatever asks for another algorithm, key or extension is not that form.
See docs/decisions/0020-own-token-verification.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple, Protocol

from chalicelib.identity.tokens.base64url import base64url, from_base64url
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.body import parse_body
from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.errors import ServiceError
from chalicelib.shared.ids import new_id

ALGORITHM = "ES256"
TYPE = "at+jwt"
AUDIENCE = "banshi"
LIFE = timedelta(minutes=15)
CLOCK_SKEW = timedelta(seconds=60)  # between the containers that issue and verify
MAX_LENGTH = 8192  # API Gateway takes 10,240 bytes of headers
REMEMBERED = 1024
SIGNATURE_BYTES = 64
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

_FORM = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)", re.ASCII)
_CLAIMS = {"iss", "aud", "sub", "acc", "sid", "knd", "chn", "lvl", "psts", "dts", "iat", "exp", "jti"}


class TokenRefused(Exception):
    """The token is not one of ours, or no longer. The reason is for the log, never for the caller."""


class PublicKey(Protocol):
    """Checks a signature of r and s over SHA-256 of `signed`; False if it does not hold."""

    def holds(self, r: int, s: int, signed: bytes) -> bool: ...


class Bearer(NamedTuple):
    """Whom a token speaks for. `level` is the assurance level (实名等级) that the session has reached.

    `issued` is the instant in epoch seconds; the signer writes it.
    """

    kind: Literal["citizen", "staff"]
    id: str
    channel: str
    session_id: str = ""
    level: int = 0
    account_id: str = ""
    posts: tuple[Post, ...] = ()
    duties: tuple[str, ...] = ()
    issued: int = 0

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whatever may end, and this token with it."""
        session = f"session:{self.session_id}"
        if self.kind == "citizen":
            return session, f"account:{self.account_id}"
        departments = {f"department:{code}" for post in self.posts for code in post.departments}
        return session, f"staff:{self.id}", *departments

    def caller(self) -> Caller:
        """A caller of this request's own: routes note on it what they checked."""
        return Caller(
            kind=self.kind,
            id=self.id,
            level=self.level,
            posts=self.posts,
            duties=self.duties,
            account_id=self.account_id,
            session_id=self.session_id,
            channel=self.channel,
        )


class Signer(Protocol):
    """Signs as this deployment: `sign` gives 64 bytes, r and s, over SHA-256 of what it is handed."""

    issuer: str

    def kid(self) -> str: ...

    def sign(self, signed: bytes) -> bytes: ...


def issue(bearer: Bearer, signer: Signer, now: datetime, life: timedelta = LIFE) -> str:
    """Return a token for `life` from `now`, 15 minutes at most."""
    header = {"alg": ALGORITHM, "kid": signer.kid(), "typ": TYPE}
    claims = {
        "iss": signer.issuer,
        "aud": AUDIENCE,
        "sub": bearer.id,
        "acc": bearer.account_id,
        "sid": bearer.session_id,
        "knd": bearer.kind,
        "chn": bearer.channel,
        "lvl": bearer.level,
        "psts": [_post_claim(post) for post in bearer.posts],
        "dts": list(bearer.duties),
        "iat": epoch(now),
        "exp": epoch(now + min(life, LIFE)),
        "jti": new_id(),
    }
    signed = f"{_segment(header)}.{_segment(claims)}"
    return f"{signed}.{base64url(signer.sign(signed.encode()))}"


class Verifier:
    """Verifies tokens, and remembers those that passed for as long as they live (checking ES256 costs 0.13 ms).

    `ended` says whether a token's session or holder has ended since it was issued.
    """

    def __init__(
        self,
        key_of: Callable[[str], PublicKey | None],
        issuer: str,
        clock: Clock,
        ended: Callable[[Bearer], bool],
    ) -> None:
        self._key_of = key_of
        self._issuer = issuer
        self._clock = clock
        self._ended = ended
        self._remembered: dict[str, tuple[Bearer, int]] = {}

    def verify(self, token: str) -> Bearer:
        """Return whom `token` speaks for. Raises TokenRefused."""
        now = epoch(self._clock.now())
        known = self._remembered.get(token)
        bearer, ends = known or self._checked(token, now)
        if now >= ends:
            self._remembered.pop(token, None)
            raise TokenRefused("expired")
        if known is None:
            self._remember(token, bearer, ends, now)
        if self._ended(bearer):
            raise TokenRefused("ended")
        return bearer

    def _checked(self, token: str, now: int) -> tuple[Bearer, int]:
        if len(token) > MAX_LENGTH or (form := _FORM.fullmatch(token)) is None:
            raise TokenRefused("form")
        header, claims, signature = (_bytes(segment) for segment in form.groups())
        key = self._key_of(_kid(header))
        if key is None:
            raise TokenRefused("unknown key")
        r, s = _scalars(signature)
        if not key.holds(r, s, token[: form.end(2)].encode()):
            raise TokenRefused("signature")
        return _read_claims(_object(claims), self._issuer, now)

    def _remember(self, token: str, bearer: Bearer, ends: int, now: int) -> None:
        if len(self._remembered) >= REMEMBERED:
            alive = {text: entry for text, entry in self._remembered.items() if entry[1] > now}
            self._remembered = dict(list(alive.items())[-REMEMBERED // 2 :])
        self._remembered[token] = (bearer, ends)


def _post_claim(post: Post) -> list[Any]:
    return [sorted(post.roles), list(post.departments), list(post.divisions), post.stands_in_for]


def _post(claim: list[Any]) -> Post:
    roles, departments, divisions, stands_in_for = claim
    return Post(frozenset(map(Role, roles)), tuple(departments), tuple(divisions), stands_in_for)


def _segment(value: dict[str, Any]) -> str:
    return base64url(json.dumps(value, separators=(",", ":")).encode())


def _bytes(segment: str) -> bytes:
    try:
        return from_base64url(segment)
    except ValueError:
        raise TokenRefused("form") from None


def _object(raw: bytes) -> dict[str, Any]:
    """A JSON object without duplicate names."""
    try:
        value = parse_body(raw, "application/json")
    except ServiceError as unreadable:
        raise TokenRefused(unreadable.code) from unreadable
    if not isinstance(value, dict):
        raise TokenRefused("form")
    return value


def _kid(raw: bytes) -> str:
    header = _object(raw)
    kid = header.get("kid")
    if not isinstance(kid, str) or header != {"alg": ALGORITHM, "kid": kid, "typ": TYPE}:
        raise TokenRefused("header")
    return kid


def _scalars(signature: bytes) -> tuple[int, int]:
    if len(signature) != SIGNATURE_BYTES:
        raise TokenRefused("signature length")
    half = SIGNATURE_BYTES // 2
    r, s = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    if not (0 < r < P256_ORDER and 0 < s < P256_ORDER):
        raise TokenRefused("signature range")
    return r, s


def _read_claims(claims: dict[str, Any], issuer: str, now: int) -> tuple[Bearer, int]:
    if claims.keys() != _CLAIMS:
        raise TokenRefused("claims")
    if (claims["iss"], claims["aud"]) != (issuer, AUDIENCE):
        raise TokenRefused("issuer or audience")
    issued, ends = claims["iat"], claims["exp"]
    if type(issued) is not int or type(ends) is not int:
        raise TokenRefused("claims")
    if issued > now + CLOCK_SKEW.total_seconds() or not 0 < ends - issued <= LIFE.total_seconds():
        raise TokenRefused("times")
    return _bearer(claims), ends


def _bearer(claims: dict[str, Any]) -> Bearer:
    try:
        return Bearer(
            kind=claims["knd"],
            id=claims["sub"],
            session_id=claims["sid"],
            channel=claims["chn"],
            level=claims["lvl"],
            account_id=claims["acc"],
            posts=tuple(map(_post, claims["psts"])),
            duties=tuple(claims["dts"]),
            issued=claims["iat"],
        )
    except (TypeError, ValueError):
        raise TokenRefused("claims") from None
