"""The identity domain, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.settings import setting, stage
from chalicelib.wiring import committer, recorder, sealer, wall_clock
from chalicelib.wiring.partners import wechat_server_calls

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.identity.access_log.recording import AccessLog
    from chalicelib.identity.access_log.search import AccessSearch
    from chalicelib.identity.ports import FacePort, PhonePort
    from chalicelib.identity.service import IdentityService
    from chalicelib.identity.table.accounts import Accounts
    from chalicelib.identity.table.keys import Keys
    from chalicelib.identity.table.openings import AccessTable
    from chalicelib.identity.table.presences import Presences
    from chalicelib.identity.table.whole import IdentityTable
    from chalicelib.identity.tokens.access_tokens import Bearer
    from chalicelib.identity.tokens.keys import KeyRing, TokenSigner


def token_issuer() -> str:
    """Tokens of one stage are worth nothing in another."""
    return f"banshi/{stage()}"


@lru_cache(maxsize=1)
def identity_table() -> IdentityTable:
    """All of it. Most requests need the keys, and at most a person."""
    from chalicelib.identity.table.whole import IdentityTable

    return IdentityTable()


def key_table() -> Keys:
    from chalicelib.identity.table.keys import Keys

    return Keys()


def person_table() -> Accounts:
    from chalicelib.identity.table.accounts import Accounts

    return Accounts()


def presence_table() -> Presences:
    from chalicelib.identity.table.presences import Presences

    return Presences()


def access_table() -> AccessTable:
    from chalicelib.identity.table.openings import AccessTable

    return AccessTable()


@lru_cache(maxsize=1)
def key_ring() -> KeyRing:
    from chalicelib.identity.tokens.keys import KeyRing

    return KeyRing(key_table(), wall_clock())


@lru_cache(maxsize=1)
def identity_service() -> IdentityService:
    from chalicelib.identity.service import IdentityService
    from chalicelib.identity.tokens.access_tokens import Verifier

    verifier = Verifier(key_ring().verifying, token_issuer(), wall_clock(), ended())
    return IdentityService(verifier, key_ring(), person_table, sealer(), access_log, presence_table, wall_clock())


def access_log() -> AccessLog:
    from chalicelib.identity.access_log.recording import AccessLog

    return AccessLog(access_table(), committer(), recorder())


@lru_cache(maxsize=1)
def access_search() -> AccessSearch:
    from chalicelib.identity.access_log.search import AccessSearch
    from chalicelib.wiring.staff import staff_service

    return AccessSearch(access_table(), staff_service().department_names)


def ended() -> Callable[[Bearer], bool]:
    """Whether a token's session or holder has ended: staff are looked up with each request, citizens now and then."""
    from chalicelib.shared.ending_table import EndingTable
    from chalicelib.shared.endings import Endings

    endings = Endings(EndingTable(), wall_clock())
    return lambda bearer: endings.refuses(bearer.subjects, bearer.issued, at_once=bearer.kind == "staff")


@lru_cache(maxsize=1)
def token_signer() -> TokenSigner:
    from chalicelib.identity.adapters.kms.client import KmsSigningService
    from chalicelib.identity.tokens.keys import TokenSigner

    return TokenSigner(
        key_ring(), key_table(), KmsSigningService(), committer(), setting("SIGNING_KEY_ID"), token_issuer()
    )


@lru_cache(maxsize=1)
def phone_port() -> PhonePort:
    from chalicelib.identity.adapters.wechat.phone import WeChatPhone

    return WeChatPhone(wechat_server_calls())


@lru_cache(maxsize=1)
def face_port() -> FacePort:
    from chalicelib.identity.adapters.wechat.face import WeChatFace

    return WeChatFace(wechat_server_calls())
