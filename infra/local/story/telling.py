"""Telling a journey: what each did, and the case's own timeline at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol


class Listener(Protocol):
    """Who hears the story."""

    def chapter(self, title: str) -> None: ...

    def step(self, who: str, what: str, outcome: str) -> None: ...

    def timeline(self, told: dict[str, Any]) -> None: ...


@dataclass
class Remembered:
    """Keeps what was told, for tests."""

    steps: list[tuple[str, str, str]] = field(default_factory=list)
    timelines: list[dict[str, Any]] = field(default_factory=list)

    def chapter(self, title: str) -> None:
        """A new journey begins."""

    def step(self, who: str, what: str, outcome: str) -> None:
        """Somebody did something, and this came of it."""
        self.steps.append((who, what, outcome))

    def timeline(self, told: dict[str, Any]) -> None:
        """The case's record of itself."""
        self.timelines.append(told)


class Aloud:
    """Prints the story to the terminal."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(highlight=False)

    def chapter(self, title: str) -> None:
        """A heading."""
        self._console.print(f"\n[bold]{title}[/]")

    def step(self, who: str, what: str, outcome: str) -> None:
        """One line, with what came of it below."""
        self._console.print(f"  [cyan]{who}[/]  {what}")
        if outcome:
            self._console.print(f"        [dim]→ {outcome}[/]")

    def timeline(self, told: dict[str, Any]) -> None:
        """The timeline as the applicant sees it."""
        from rich.table import Table

        table = Table(title=f"办理进度 {told['case_no']}", title_justify="left", show_edge=False)
        for heading in ("", "时间 (UTC)", "事实", "由", "说明"):
            table.add_column(heading)
        for entry in told["entries"]:
            more = " ".join(filter(None, (entry.get("notice"), entry.get("document_no"), entry.get("result"))))
            table.add_row(str(entry["seq"]), entry["at"][:19].replace("T", " "), entry["wording"], entry["by"], more)
        self._console.print()
        self._console.print(table)
