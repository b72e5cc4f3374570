"""Ports on the loopback address."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"


class PortTaken(RuntimeError):
    """The city cannot have a port that it needs; the message says what to do."""


@dataclass(frozen=True)
class Ports:
    """The city's three ports."""

    front_door: int
    cloud: int
    partners: int


def claim(wanted: Ports, remembered: Path | None = None) -> Ports:
    """The ports to use, with 0 replaced by a free one. Raises PortTaken.

    `remembered` is the file with the cloud's port: its queues' addresses hold it, so that it stays for good.
    """
    before = lived_on(remembered) if remembered else None
    if before and wanted.cloud not in (0, before):
        raise PortTaken(
            f"This city's local cloud lives on port {before}, which its queues' addresses hold.\n"
            f"Start it there: make run CLOUD_PORT={before}   or begin anew: make clean-local"
        )
    return Ports(
        _free(wanted.front_door, "the front door", "PORT"),
        _free(before or wanted.cloud, "the local cloud", "CLOUD_PORT"),
        _free(wanted.partners, "the partners' stand-ins", "PARTNERS_PORT"),
    )


def lived_on(remembered: Path) -> int | None:
    """The cloud's port in earlier runs; None for a new city."""
    return int(remembered.read_text()) if remembered.exists() else None


def _free(port: int, purpose: str, variable: str) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as taken:
            raise PortTaken(
                f"Port {port}, wanted for {purpose}, is taken by another program.\n"
                f"Choose another: make run {variable}={port + 1000 if port < 60000 else port - 1000}"
            ) from taken
        number: int = probe.getsockname()[1]
        return number
