"""`python -m infra.build OUT` builds the artifact into OUT."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from infra.build.artifact import build


def main() -> None:
    """Build and say what was made and what was still fresh."""
    parser = argparse.ArgumentParser(prog="python -m infra.build", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=Path(".build"))
    out = parser.parse_args().out
    began = time.monotonic()
    made = build(out)
    for path in sorted(out.iterdir()):
        if path.suffix in {".zip", ".json"}:
            state = "built" if path.name in made else "fresh"
            print(f"{state}  {path.stat().st_size:>10,}  {path}")
    print(f"in {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
