"""Logging in, refreshing and logging out, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import attempts, city_secret, committer, recorder, sealer, wall_clock
from chalicelib.wiring.configuration import configuration_service
from chalicelib.wiring.identity import token_signer
from chalicelib.wiring.partners import wechat_api
from chalicelib.wiring.staff import staff_service

if TYPE_CHECKING:
    from chalicelib.identity.persons.account_events import AccountEvents
    from chalicelib.identity.sessions.entitlements import Entitlements, Limits, Times
    from chalicelib.identity.sessions.issuing import Issuer
    from chalicelib.identity.sessions.log_in import CitizenLogIn, Opening, StaffLogIn
    from chalicelib.identity.sessions.log_in_guard import LogInQuotas
    from chalicelib.identity.sessions.own_sessions import OwnSessions
    from chalicelib.identity.sessions.prolonging import Sessions
    from chalicelib.identity.table.sessions import SessionTable


def session_table() -> SessionTable:
    from chalicelib.identity.table.sessions import SessionTable

    return SessionTable()


@lru_cache(maxsize=1)
def citizen_log_in() -> CitizenLogIn:
    from chalicelib.identity.adapters.wechat.log_in import WeChatLogIn
    from chalicelib.identity.sessions.log_in import CitizenLogIn

    return CitizenLogIn(opening(), WeChatLogIn(wechat_api()), city_secret(), wall_clock())


@lru_cache(maxsize=1)
def staff_log_in() -> StaffLogIn:
    from chalicelib.identity.sessions.log_in import StaffLogIn
    from chalicelib.identity.sessions.log_in_guard import LogInGuard

    return StaffLogIn(opening(), staff_service(), LogInGuard(attempts(), log_in_quotas))


@lru_cache(maxsize=1)
def sessions() -> Sessions:
    from chalicelib.identity.sessions.prolonging import Sessions

    return Sessions(session_table(), committer(), recorder(), entitlements(), issuer(), session_times())


@lru_cache(maxsize=1)
def own_sessions() -> OwnSessions:
    from chalicelib.identity.sessions.own_sessions import OwnSessions

    return OwnSessions(session_table(), committer(), sessions(), sealer(), wall_clock())


@lru_cache(maxsize=1)
def account_events() -> AccountEvents:
    from chalicelib.identity.persons.account_events import AccountEvents
    from chalicelib.shared.act_table import latest_acts

    return AccountEvents(latest_acts)


@lru_cache(maxsize=1)
def entitlements() -> Entitlements:
    from chalicelib.identity.sessions.entitlements import Entitlements

    return Entitlements(session_table(), staff_service, session_times())


@lru_cache(maxsize=1)
def issuer() -> Issuer:
    from chalicelib.identity.sessions.issuing import Issuer

    return Issuer(token_signer(), sealer(), wall_clock())


def session_times() -> Times:
    from chalicelib.identity.sessions.entitlements import Times

    return Times(wall_clock(), session_limits)


def session_limits() -> Limits:
    """How long sessions last, as the city's configuration says now."""
    from datetime import timedelta

    from chalicelib.identity.sessions.entitlements import Limits

    said = configuration_service().document("sessions")
    return Limits(
        access=timedelta(seconds=said.access_seconds),
        citizens=timedelta(seconds=said.refresh_absolute_seconds),
        citizens_idle=timedelta(seconds=said.refresh_idle_seconds),
        staff=timedelta(seconds=said.staff_absolute_seconds),
        staff_idle=timedelta(seconds=said.staff_idle_seconds),
        privileged_idle=timedelta(seconds=said.privileged_idle_seconds),
        grace=timedelta(seconds=said.refresh_grace_seconds),
    )


def log_in_quotas() -> LogInQuotas:
    """How often log-ins may fail, as the city's configuration says now."""
    from datetime import timedelta

    from chalicelib.identity.sessions.log_in_guard import LogInQuotas

    said = configuration_service().document("limits")
    return LogInQuotas(
        failures=said.failed_log_ins,
        lock_out=timedelta(seconds=said.lock_out_seconds),
        source_failures=said.source_failed_log_ins,
        source_window=timedelta(seconds=said.source_window_seconds),
    )


def opening() -> Opening:
    from chalicelib.identity.sessions.log_in import Opening

    return Opening(session_table(), committer(), entitlements(), issuer(), sealer())
