"""Settings of the deployment, from the environment that the template writes."""

from __future__ import annotations

import os


class SettingMissing(RuntimeError):
    """The deployment lacks a variable that this code cannot do without."""


def setting(name: str) -> str:
    """Return the variable `name`; a deployment without it fails at its first use, by name."""
    value = os.environ.get(name)
    if not value:
        raise SettingMissing(name)
    return value


def stage() -> str:
    """The stage: `local` is the only one in which law time can be moved."""
    return os.environ.get("STAGE", "production")
