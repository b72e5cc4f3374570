"""Each part of the artifact, rebuilt only when what it is made of changed."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.build import bundles, sources, template

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Part:
    """A file of the artifact: what it is made of, and how."""

    name: str
    made_of: Callable[[Path], list[Path]]
    make: Callable[[Path, Path], None]


PARTS = (
    Part("layer.zip", sources.of_layer, bundles.make_layer),
    Part("api.zip", sources.of_api, bundles.make_api),
    Part("functions.zip", sources.of_functions, bundles.make_functions),
    Part("template.json", sources.of_template, template.make),
)


def build(out: Path, root: Path = ROOT) -> list[str]:
    """Bring the artifact in `out` up to date; returns the names of the parts that were made anew."""
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        return [part.name for part in PARTS if _refresh(part, root, out)]


def _refresh(part: Part, root: Path, out: Path) -> bool:
    target, stamp = out / part.name, out / f".{part.name}.digest"
    digest = sources.digest(root, part.made_of(root))
    if target.exists() and stamp.exists() and stamp.read_text() == digest:
        return False
    stamp.unlink(missing_ok=True)
    part.make(root, target)
    stamp.write_text(digest)
    return True


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """One build at a time in a folder: tests and a local city share it."""
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
