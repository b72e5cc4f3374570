"""Consents, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import committer, recorder
from chalicelib.wiring.configuration import configuration_service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.consents.rules import Purpose, Wording
    from chalicelib.consents.service import ConsentService


@lru_cache(maxsize=1)
def consent_service() -> ConsentService:
    from chalicelib.consents.service import ConsentService
    from chalicelib.consents.table import ConsentsTable

    return ConsentService(ConsentsTable(), wordings, recorder(), committer())


def wordings() -> Mapping[Purpose, Wording]:
    """What the city says of each purpose now."""
    from chalicelib.consents.rules import Purpose, Wording

    said, numbers = configuration_service().edition("consents")
    texts = {
        Purpose.PREFILL: said.prefill,
        Purpose.CERTIFICATE_USE: said.certificate_use,
        Purpose.NOTIFICATION: said.notification,
        Purpose.FACE_VERIFICATION: said.face_verification,
    }
    return {purpose: Wording(numbers[purpose], text) for purpose, text in texts.items()}
