"""The composition root: nothing else chooses adapters. Everything is made at its first use, once.

Here is what all domains share; each domain is put together in a module of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.clocks import CITY_TIME, LawClock, WallClock
from chalicelib.shared.sealing import CitySecret, Sealer, unwrap_by_kms
from chalicelib.shared.settings import stage

if TYPE_CHECKING:
    from chalicelib.shared.acts import Recorder
    from chalicelib.shared.attempts import Attempts
    from chalicelib.shared.change import Committer


@lru_cache(maxsize=1)
def wall_clock() -> WallClock:
    return WallClock()


@lru_cache(maxsize=1)
def law_clock() -> LawClock:
    if stage() != "local":
        return LawClock(wall_clock())
    from chalicelib.operations.table import law_time_shift

    return LawClock(wall_clock(), law_time_shift)


CITY_TIME.follow(law_clock)


@lru_cache(maxsize=1)
def city_secret() -> CitySecret:
    return CitySecret(unwrap_by_kms)


@lru_cache(maxsize=1)
def sealer() -> Sealer:
    return Sealer(city_secret())


@lru_cache(maxsize=1)
def recorder() -> Recorder:
    from chalicelib.shared.acts import Recorder

    return Recorder(wall_clock(), law_clock(), _release)


def _release() -> int:
    from chalicelib.wiring.configuration import configuration_service

    return configuration_service().release()


@lru_cache(maxsize=1)
def attempts() -> Attempts:
    from chalicelib.shared.attempt_table import AttemptTable
    from chalicelib.shared.attempts import Attempts

    return Attempts(AttemptTable(), city_secret(), wall_clock())


@lru_cache(maxsize=1)
def committer() -> Committer:
    from chalicelib.shared.commit import DynamoCommitter
    from chalicelib.shared.idempotency import OnceBook

    return DynamoCommitter(OnceBook(sealer(), wall_clock()))
