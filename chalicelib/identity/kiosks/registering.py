"""自助终端: machines that read a citizen's card. An administrator registers them and takes them away."""

from __future__ import annotations

import secrets
from typing import Any

from chalicelib.identity.acts import KIOSK_DEREGISTERED, KIOSK_REGISTERED
from chalicelib.identity.persons.parts import Parts
from chalicelib.identity.proving.proofs import Kiosk
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import NotFound, RuleViolation

_SECRET_BYTES = 32


class Kiosks:
    """The city's kiosks."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def register(self, by: Caller, kiosk_no: str, place: str, once: Once | None) -> dict[str, Any]:
        """The secret is in this answer, and sealed in the one that is kept for its Idempotency-Key; else only hashed.

        Raises RuleViolation `kiosk_exists`.
        """
        secret = secrets.token_urlsafe(_SECRET_BYTES)

        def decide() -> Change:
            if self._parts.store.kiosk(kiosk_no):
                raise RuleViolation("kiosk_exists")
            kiosk = Kiosk(kiosk_no, place, Chain(f"kiosk#{kiosk_no}"), hashed(self._parts, kiosk_no, secret))
            act = self._parts.recorder.next(kiosk.chain, KIOSK_REGISTERED, by, {"place": place})
            saved = self._parts.store.save_kiosk(kiosk._replace(chain=act.chain))
            return Change((saved,), (act,), {"kiosk_no": kiosk_no, "place": place, "secret": secret})

        return self._parts.committer.commit(decide, once)

    def deregister(self, by: Caller, kiosk_no: str, once: Once | None) -> dict[str, Any]:
        """Its secret is good for nothing from here on. Raises NotFound."""

        def decide() -> Change:
            kiosk = self._parts.store.kiosk(kiosk_no)
            if kiosk is None or kiosk.secret is None:
                raise NotFound("kiosk_not_found")
            act = self._parts.recorder.next(kiosk.chain, KIOSK_DEREGISTERED, by, {"place": kiosk.place})
            saved = self._parts.store.save_kiosk(kiosk._replace(chain=act.chain, secret=None))
            return Change((saved,), (act,), {"kiosk_no": kiosk_no, "place": kiosk.place})

        return self._parts.committer.commit(decide, once)


def hashed(parts: Parts, kiosk_no: str, secret: str) -> str:
    """What is kept of a secret of 256 random bits, which needs no slow hash."""
    return parts.secret.keyed_hash("kiosk secret", f"{kiosk_no}:{secret}")
