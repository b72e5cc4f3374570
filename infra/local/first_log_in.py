"""How staff log in: what they do first, and the one-time codes of who has a second factor."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from chalicelib.staff.second_factor import STEP_S, code_at

_T = TypeVar("_T")
_UNAUTHORISED = 401
_CODES = 3  # five failures lock the account


def do_duties(
    post: Callable[[str, dict[str, Any]], Mapping[str, Any]],
    duties: Collection[str],
    old: str,
    new: str,
    keep: Callable[[str], object] = lambda seed: None,
) -> str | None:
    """Change the password and enrol a second factor, where it is due; the seed, once `keep` has it, or None.

    Where no change is due, `new` is the password already.
    """
    if "change_password" in duties:
        duties = post("/v1/me/password", {"old": old, "new": new})["duties"]
    if "enrol_second_factor" not in duties:
        return None
    seed = str(post("/v1/me/second-factor", {"password": new})["seed"])
    keep(seed)
    post("/v1/me/second-factor/confirmation", {"totp_code": code_at(seed, step_now())})
    return seed


def log_in(member: Mapping[str, Any], attempt: Callable[[dict[str, Any]], _T], refused: type[Exception]) -> _T:
    """What `attempt` gives for number, password and code. Raises `refused` when no code is taken any more.

    A code is good once, for whoever comes first: who comes second tries the next one, which is good already.
    """
    body = {name: member[name] for name in ("staff_no", "password")}
    seed = member.get("totp_seed")
    if seed is None:
        return attempt(body)
    for code in _codes(seed):
        try:
            return attempt({**body, "totp_code": code})
        except refused as answer:
            last = answer
            if getattr(answer, "status", _UNAUTHORISED) != _UNAUTHORISED:
                raise
    raise last


def _codes(seed: str) -> Iterator[str]:
    step = step_now()
    yield code_at(seed, step)
    for following in range(step + 1, step + _CODES):
        time.sleep(max(0.0, (following - 1) * STEP_S - time.time()))  # a step early is taken, no more
        yield code_at(seed, following)


def step_now() -> int:
    """The 30 seconds that are now."""
    return int(time.time()) // STEP_S
