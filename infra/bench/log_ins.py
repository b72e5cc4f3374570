"""Logging in, refreshing, a request with a token: processor time and units; good log-ins after 10,000 bad ones."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from infra.bench.city import PASSWORD, City
from infra.bench.meter import Cost, Meter
from infra.bench.people import Person

if TYPE_CHECKING:
    from chalicelib.identity.sessions.log_in import StaffLogIn

FAILURES = 10_000
SAMPLE = "李四"
CLERK = "100001"
_OFFICE = "198.51.100.1"
_ELSEWHERE = "198.51.100.2"
_TRIES = 10  # of each number: five are looked at, five find it locked
_THREADS = 4
_MANY = 1_000_000
_WRONG = "not the password of anybody"


@dataclass(frozen=True)
class Step:
    """Something of a session: the median of its processor time, its calls and its units."""

    name: str
    cpu_ms: float
    cost: Cost


@dataclass(frozen=True)
class Slowed:
    """A good log-in before and after the failures: medians of processor and wall time in ms, and units."""

    source: str
    cpu_ms: tuple[float, float]
    wall_ms: tuple[float, float]
    write: tuple[float, float]

    @property
    def ratio(self) -> float:
        return self.cpu_ms[1] / self.cpu_ms[0]


def steps(city: City, meter: Meter, times: int) -> list[Step]:
    """Every step, by people who are there already."""
    citizen, clerk = city.citizen(SAMPLE), city.at_work(CLERK)
    codes = iter([city.code_of(SAMPLE) for _ in range(times + 2)])  # asking for them is not to be measured
    tried: dict[str, Callable[[], object]] = {
        "log-in by WeChat": lambda: citizen.log_in("/v1/sessions/wechat", next(codes)),
        "log-in of staff": lambda: clerk.log_in("/v1/sessions/staff", {"staff_no": CLERK, "password": PASSWORD}),
        "refresh by a citizen": citizen.refresh,
        "refresh by staff": clerk.refresh,
        "`GET /v1/me` by a citizen": lambda: citizen.get("/v1/me"),
        "`GET /v1/me` by staff": lambda: clerk.get("/v1/me"),
    }
    found = [step(name, act, meter, times) for name, act in tried.items()]
    return [*found, *_checks(meter, citizen, clerk, times)]


def _checks(meter: Meter, citizen: Person, clerk: Person, times: int) -> list[Step]:
    """Of these requests, what finding out whose token it is takes."""
    from chalicelib.wiring.identity import identity_service

    service = identity_service()

    def unseen() -> None:
        service._verifier._remembered.clear()
        service.authenticate(citizen.token)

    return [
        step("checking a token not seen before", unseen, meter, times),
        step("checking a citizen's token again", lambda: service.authenticate(citizen.token), meter, times),
        step("checking a token of staff again", lambda: service.authenticate(clerk.token), meter, times),
    ]


def step(name: str, act: Callable[[], object], meter: Meter, times: int) -> Step:
    """The median of some turns after a first one, and what one more asks."""
    act()
    taken = [_cpu(act) for _ in range(times)]
    return Step(name, statistics.median(taken) * 1000, meter.cost_of(act))


def _cpu(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _both(act: Callable[[], object]) -> tuple[float, float]:
    """Processor and wall seconds."""
    began = time.perf_counter()
    cpu = _cpu(act)
    return cpu, time.perf_counter() - began


def after_failures(meter: Meter, times: int) -> list[Slowed]:
    """Good log-ins of one number from two sources, before and after: half of the failures came from the first."""
    log_in = _patient_log_in()
    sources = {"the same source": _OFFICE, "another source": _ELSEWHERE}
    before = {name: _good(log_in, source, meter, times) for name, source in sources.items()}
    with ThreadPoolExecutor(_THREADS) as threads:
        outcomes = list(threads.map(lambda number: _failed(log_in, number), range(FAILURES)))
    if not all(outcomes):
        raise SystemExit("a log-in that was meant to fail did not")
    after = {name: _good(log_in, source, meter, times) for name, source in sources.items()}
    return [Slowed(name, *(tuple(zip(before[name], after[name], strict=True)))) for name in sources]


def _patient_log_in() -> StaffLogIn:
    """As wired, but that a source may fail as often as it likes: most would be refused before they are looked at."""
    from chalicelib.identity.sessions.log_in import StaffLogIn
    from chalicelib.identity.sessions.log_in_guard import LogInGuard
    from chalicelib.wiring import attempts, sessions
    from chalicelib.wiring.staff import staff_service

    said = sessions.log_in_quotas()._replace(source_failures=_MANY, source_window=timedelta(days=1))
    return StaffLogIn(sessions.opening(), staff_service(), LogInGuard(attempts(), lambda: said))


def _good(log_in: StaffLogIn, source: str, meter: Meter, times: int) -> tuple[float, float, float]:
    from chalicelib.identity.sessions.credentials import Credentials

    def good() -> object:
        return log_in.open(Credentials(CLERK, PASSWORD), source)

    taken = [_both(good) for _ in range(times)]
    cpu, wall = (statistics.median(column) * 1000 for column in zip(*taken, strict=True))
    return cpu, wall, meter.cost_of(good).write_units


def _failed(log_in: StaffLogIn, number: int) -> bool:
    from chalicelib.identity.sessions.credentials import Credentials
    from chalicelib.shared.errors import Throttled, Unauthenticated

    source = _OFFICE if number % 2 else f"203.0.{number // 200}.{number % 200}"
    try:
        log_in.open(Credentials(f"X{number // _TRIES:06}", _WRONG), source)
    except (Throttled, Unauthenticated):
        return True
    return False


def described(found: list[Step]) -> list[tuple[str, ...]]:
    """The rows of the table of steps."""
    return [(one.name, f"{one.cpu_ms:.2f}", _calls(one.cost), *_units(one.cost)) for one in found]


def _calls(cost: Cost) -> str:
    return ", ".join(f"{count} {call}" for call, count in sorted(cost.calls.items()))


def _units(cost: Cost) -> tuple[str, str]:
    return f"{cost.read_units:g}", f"{cost.write_units:g}"


def slowed(found: list[Slowed]) -> list[tuple[str, ...]]:
    """The rows of the table of good log-ins after bad ones."""
    return [_slowed(one) for one in found]


def _slowed(one: Slowed) -> tuple[str, ...]:
    pairs: list[tuple[Any, Any]] = [one.cpu_ms, one.wall_ms]
    times = [f"{value:.1f}" for pair in pairs for value in pair]
    return one.source, *times, f"{one.ratio:.2f}", f"{one.write[0]:g}", f"{one.write[1]:g}"
