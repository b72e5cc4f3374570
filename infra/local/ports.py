"""Ports on the loopback address."""

from __future__ import annotations

import socket
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"


class PortTaken(RuntimeError):
    """Another program listens on a port that the city needs; the message says how to choose another."""


@dataclass(frozen=True)
class Ports:
    """The city's three ports."""

    front_door: int
    cloud: int
    partners: int


def claim(wanted: Ports) -> Ports:
    """The ports to use, with 0 replaced by a free one. Raises PortTaken."""
    return Ports(
        _free(wanted.front_door, "the front door", "PORT"),
        _free(wanted.cloud, "the local cloud", "CLOUD_PORT"),
        _free(wanted.partners, "the partners' stand-ins", "PARTNERS_PORT"),
    )


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
