"""The artifact, built once; and the city, where a test drives it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infra.build.artifact import build
from infra.build.template import merged
from infra.local.places import BUILD, ROOT
from tests.city import city

__all__ = ["city"]


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    """The merged template."""
    return merged(ROOT / "infra" / "template")


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Its resources by logical name."""
    found: dict[str, dict[str, Any]] = template["Resources"]
    return found


@pytest.fixture(scope="session")
def artifact() -> Path:
    """The folder with the zips and the template."""
    build(BUILD)
    return BUILD


@pytest.fixture(scope="session")
def unpacked(artifact: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Layer, api and functions, unpacked as a function finds them."""
    folder = tmp_path_factory.mktemp("unpacked")
    for name in ("layer", "api", "functions"):
        with zipfile.ZipFile(artifact / f"{name}.zip") as packed:
            packed.extractall(folder / name)
    return folder


@pytest.fixture(scope="session")
def built_template(artifact: Path) -> dict[str, Any]:
    """The template as it was built."""
    document: dict[str, Any] = json.loads((artifact / "template.json").read_text())
    return document
