"""What a newcomer sees while the city comes up: one line per step, with its time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status


class Step:
    """The step under way; `note` adds what was found to its line."""

    def __init__(self, status: Status | None, title: str) -> None:
        self._status = status
        self._title = title
        self.found = ""

    def note(self, found: str) -> None:
        """Say what was done or found."""
        self.found = found
        if self._status:
            self._status.update(f"{self._title}: {found}")


class Progress:
    """Steps on the terminal, or plain lines when there is none."""

    def __init__(self) -> None:
        self.console = Console(highlight=False)

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Show `title` while the block runs, and its time when it is done."""
        began = time.monotonic()
        with self.console.status(title) if self.console.is_terminal else _no_status() as status:
            step = Step(status, title)
            try:
                yield step
            except BaseException:
                self.console.print(f"[red]✗[/] {title}", soft_wrap=True)
                raise
        found = f" — {step.found}" if step.found else ""
        self.console.print(f"[green]✓[/] {time.monotonic() - began:5.1f} s  {title}{found}", soft_wrap=True)

    def say(self, text: str = "") -> None:
        """A line of its own."""
        self.console.print(text, soft_wrap=True)

    def warn(self, text: str) -> None:
        """A line that must not be missed."""
        self.console.print(f"[yellow]![/] {text}", soft_wrap=True)


@contextmanager
def _no_status() -> Iterator[None]:
    yield None
