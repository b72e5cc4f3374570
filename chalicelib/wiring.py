"""The composition root: the only module that chooses adapters. Everything is made at its first use, once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.clocks import LawClock, WallClock
from chalicelib.shared.sealing import CitySecret, Sealer, unwrap_by_kms
from chalicelib.shared.settings import setting, stage

if TYPE_CHECKING:
    from chalicelib.archive.service import ArchiveService
    from chalicelib.cases.performing import Parts
    from chalicelib.cases.service import CaseService
    from chalicelib.cases.table import CaseTable
    from chalicelib.catalogue.editing import CatalogueDesk
    from chalicelib.catalogue.imports import ImportDesk
    from chalicelib.catalogue.service import CatalogueService
    from chalicelib.catalogue.table import CatalogueTable
    from chalicelib.configuration.documents import Intake
    from chalicelib.configuration.editing import ConfigurationDesk
    from chalicelib.configuration.service import ConfigurationService
    from chalicelib.identity.keys import KeyRing, TokenSigner
    from chalicelib.identity.service import IdentityService
    from chalicelib.identity.sessions import Limits, Sessions
    from chalicelib.identity.staff import StaffAccounts
    from chalicelib.identity.table import IdentityTable
    from chalicelib.identity.verification import Verifications
    from chalicelib.shared.acts import Recorder
    from chalicelib.shared.change import Committer
    from chalicelib.supervision.service import SupervisionService


# ---- shared


@lru_cache(maxsize=1)
def wall_clock() -> WallClock:
    return WallClock()


@lru_cache(maxsize=1)
def law_clock() -> LawClock:
    if stage() != "local":
        return LawClock(wall_clock())
    from chalicelib.operations.table import law_time_shift

    return LawClock(wall_clock(), law_time_shift)


@lru_cache(maxsize=1)
def city_secret() -> CitySecret:
    return CitySecret(unwrap_by_kms)


@lru_cache(maxsize=1)
def sealer() -> Sealer:
    return Sealer(city_secret())


@lru_cache(maxsize=1)
def recorder() -> Recorder:
    from chalicelib.shared.acts import Recorder

    return Recorder(wall_clock(), law_clock(), lambda: configuration_service().release())


@lru_cache(maxsize=1)
def committer() -> Committer:
    from chalicelib.shared.commit import DynamoCommitter
    from chalicelib.shared.idempotency import OnceBook

    return DynamoCommitter(OnceBook(sealer(), wall_clock()))


# ---- identity


def token_issuer() -> str:
    """Tokens of one stage are worth nothing in another."""
    return f"banshi/{stage()}"


@lru_cache(maxsize=1)
def identity_table() -> IdentityTable:
    from chalicelib.identity.table import IdentityTable

    return IdentityTable()


@lru_cache(maxsize=1)
def key_ring() -> KeyRing:
    from chalicelib.identity.keys import KeyRing

    return KeyRing(identity_table(), wall_clock())


@lru_cache(maxsize=1)
def identity_service() -> IdentityService:
    from chalicelib.identity.access_log import AccessLog
    from chalicelib.identity.service import IdentityService
    from chalicelib.identity.tokens import Verifier

    verifier = Verifier(key_ring().verifying, token_issuer(), wall_clock())
    access_log = AccessLog(identity_table(), committer(), recorder())
    return IdentityService(verifier, key_ring(), identity_table(), sealer(), access_log)


@lru_cache(maxsize=1)
def token_signer() -> TokenSigner:
    from chalicelib.identity.adapters.kms.client import KmsSigningService
    from chalicelib.identity.keys import TokenSigner

    return TokenSigner(
        key_ring(), identity_table(), KmsSigningService(), committer(), setting("SIGNING_KEY_ID"), token_issuer()
    )


@lru_cache(maxsize=1)
def sessions() -> Sessions:
    from chalicelib.identity.adapters.wechat.client import WeChatClient
    from chalicelib.identity.sessions import Sessions, Times

    wechat = WeChatClient(setting("WECHAT_BASE_URL"), setting("WECHAT_APPID"), lambda: partner_secret("wechat_secret"))
    return Sessions(
        identity_table(),
        committer(),
        token_signer(),
        wechat,
        city_secret(),
        sealer(),
        Times(wall_clock(), session_limits),
    )


def session_limits() -> Limits:
    """How long sessions last, as the city's configuration says now."""
    from datetime import timedelta

    from chalicelib.identity.sessions import Limits

    said = configuration_service().document("sessions")
    return Limits(
        access=timedelta(seconds=said.access_seconds),
        citizens=timedelta(seconds=said.refresh_absolute_seconds),
        staff=timedelta(seconds=said.staff_absolute_seconds),
        grace=timedelta(seconds=said.refresh_grace_seconds),
    )


@lru_cache(maxsize=1)
def verifications() -> Verifications:
    from chalicelib.identity.adapters.population_register.client import PopulationRegisterClient
    from chalicelib.identity.verification import Verifications

    register = PopulationRegisterClient(
        setting("POPULATION_REGISTER_BASE_URL"), lambda: partner_secret("population_register_key"), wall_clock()
    )
    return Verifications(
        identity_table(), committer(), recorder(), register, city_secret(), sealer(), law_clock().today
    )


@lru_cache(maxsize=1)
def staff_accounts() -> StaffAccounts:
    from chalicelib.identity.staff import StaffAccounts

    return StaffAccounts(identity_table(), committer(), recorder(), sealer())


def partner_secret(name: str) -> str:
    """One of the secrets shared with partners, by name; all are read with the first."""
    from chalicelib.identity.adapters.partner_secrets import partner_secrets

    return partner_secrets(setting("PARTNER_SECRETS_ID"))[name]


# ---- configuration


@lru_cache(maxsize=1)
def configuration_service() -> ConfigurationService:
    from chalicelib.configuration.service import ConfigurationService
    from chalicelib.configuration.table import ConfigurationTable

    return ConfigurationService(ConfigurationTable(), wall_clock())


@lru_cache(maxsize=1)
def configuration_desk() -> ConfigurationDesk:
    from chalicelib.configuration.editing import ConfigurationDesk
    from chalicelib.configuration.table import ConfigurationTable

    return ConfigurationDesk(ConfigurationTable(), configuration_service(), recorder(), committer())


# ---- cases


@lru_cache(maxsize=1)
def cases() -> Parts:
    from chalicelib.cases.adapters.catalogue import CatalogueItems
    from chalicelib.cases.adapters.identity import IdentityPeople
    from chalicelib.cases.adapters.uploads import S3Uploads
    from chalicelib.cases.performing import Parts

    return Parts(
        cases=case_table(),
        items=CatalogueItems(catalogue_service),
        people=IdentityPeople(identity_service()),
        uploads=S3Uploads(),
        recorder=recorder(),
        committer=committer(),
        sealer=sealer(),
        secret=city_secret(),
        wall=wall_clock(),
        law=law_clock(),
        settings=intake_settings,
    )


def intake_settings() -> Intake:
    """What the city's configuration says of intake, as in force now."""
    return configuration_service().document("intake")


@lru_cache(maxsize=1)
def case_table() -> CaseTable:
    from chalicelib.cases.performing import retention
    from chalicelib.cases.table import CaseTable

    return CaseTable(wall_clock(), lambda: retention(law_clock(), intake_settings))


@lru_cache(maxsize=1)
def case_service() -> CaseService:
    from chalicelib.cases.service import CaseService

    return CaseService(case_table())


# ---- archive


@lru_cache(maxsize=1)
def archive_service() -> ArchiveService:
    from chalicelib.archive.adapters.bucket import open_bucket
    from chalicelib.archive.service import ArchiveService

    return ArchiveService(open_bucket(setting("ARCHIVE_BUCKET")))


# ---- supervision


@lru_cache(maxsize=1)
def supervision_service() -> SupervisionService:
    from chalicelib.supervision.service import SupervisionService
    from chalicelib.supervision.table import CounterTable

    return SupervisionService(CounterTable(), committer())


# ---- catalogue


@lru_cache(maxsize=1)
def catalogue_table() -> CatalogueTable:
    from chalicelib.catalogue.table import CatalogueTable

    return CatalogueTable()


@lru_cache(maxsize=1)
def catalogue_service() -> CatalogueService:
    from chalicelib.catalogue.service import CatalogueService

    return CatalogueService(catalogue_table())


@lru_cache(maxsize=1)
def catalogue_desk() -> CatalogueDesk:
    from chalicelib.catalogue.editing import CatalogueDesk

    return CatalogueDesk(catalogue_table(), configuration_service(), recorder(), committer())


@lru_cache(maxsize=1)
def import_desk() -> ImportDesk:
    from chalicelib.catalogue.imports import ImportDesk

    return ImportDesk(catalogue_table(), recorder(), committer())
