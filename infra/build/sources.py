"""What each part of the artifact is made of, and the digest of it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path


def of_layer(root: Path) -> list[Path]:
    """The pinned requirements and how they are packed."""
    return [root / "requirements.txt", root / ".chalice" / "config.json", *_how(root)]


def of_api(root: Path) -> list[Path]:
    """The Chalice application with its domains."""
    return [root / "app.py", *_code(root, "chalicelib"), *_how(root)]


def of_functions(root: Path) -> list[Path]:
    """The consumers of queues, streams and schedules, with the domains."""
    return [*_code(root, "functions"), *_code(root, "chalicelib"), *_how(root)]


def of_template(root: Path) -> list[Path]:
    """The pieces of the template and what merges them."""
    return [*sorted((root / "infra" / "template").rglob("*.yaml")), *_how(root)]


def digest(root: Path, paths: Iterable[Path]) -> str:
    """A digest over names and contents, and over the Python and the Chalice that make something of them."""
    summed = hashlib.sha256(f"python {sys.version} chalice {version('chalice')}".encode())
    for path in paths:
        content = path.read_bytes()
        summed.update(f"{path.relative_to(root)} {len(content)}\n".encode())
        summed.update(content)
    return summed.hexdigest()


def _code(root: Path, folder: str) -> list[Path]:
    found = (root / folder).rglob("*")
    return sorted(path for path in found if path.is_file() and is_source(path.relative_to(root)))


def is_source(path: Path) -> bool:
    """Whether a file below a package belongs to it: not what tools leave there."""
    return not any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def _how(root: Path) -> list[Path]:
    return sorted((root / "infra" / "build").glob("*.py"))
