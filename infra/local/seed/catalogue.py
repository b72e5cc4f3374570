"""Imports the city's divisions and service items and publishes them, by different people."""

from __future__ import annotations

from collections.abc import Callable

from infra.local.seed.client import StaffClient


def publish(editor: StaffClient, auditor: StaffClient, note: Callable[[str], None]) -> str:
    """provisional"""
    return "staff only"
