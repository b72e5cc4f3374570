"""Serves the front door on a thread of its own, beside whatever the main thread does."""

from __future__ import annotations

import asyncio
import threading

from aiohttp import web

from infra.local.front_door import FrontDoor
from infra.local.ports import LOOPBACK


class Server:
    """A running front door."""

    def __init__(self, upstream: str, port: int) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="front-door", daemon=True)
        self._door = FrontDoor(upstream)
        self._port = port

    def start(self) -> None:
        """Listen. Raises OSError if the port is taken."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()

    def stop(self) -> None:
        """Answer what is under way, then close."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)

    async def _listen(self) -> None:
        self._runner = web.ServerRunner(await self._door.open())
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, self._port, backlog=512).start()

    async def _close(self) -> None:
        await self._runner.cleanup()
        await self._door.close()
