"""The partners' stand-ins, really served on a free port of the loopback."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from aiohttp import web

LATE = 1.5  # seconds; half a second too much for an impatient client


@dataclass(frozen=True)
class StandIns:
    """Running stand-ins and what a test asks of their controls."""

    url: str

    def control(self, path: str, /, **asked: Any) -> Any:
        answer = requests.post(f"{self.url}/_control/{path}", json=asked, timeout=5)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def code(self, person: str = "张三", **asked: Any) -> str:
        code: str = self.control("wechat/codes", person=person, **asked)["code"]
        return code

    def fault(self, partner: str, kind: str, /, **asked: Any) -> None:
        self.control("faults", partner=partner, kind=kind, **asked)

    def requests(self, partner: str) -> list[dict[str, Any]]:
        answer = requests.get(f"{self.url}/_control/requests", params={"partner": partner}, timeout=5)
        found: list[dict[str, Any]] = answer.json()["requests"]
        return found


@contextmanager
def serving(app: web.Application) -> Iterator[StandIns]:
    """Serve `app` from a thread of its own."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(app, shutdown_timeout=0.5)
    loop.run_until_complete(runner.setup())
    loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield StandIns(f"http://127.0.0.1:{runner.addresses[0][1]}")
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
