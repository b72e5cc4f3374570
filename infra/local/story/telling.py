"""Telling a journey: what each did, and the case's own timeline at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from chalicelib.shared.clocks import SHANGHAI, from_rfc3339

RESULTS = {"grant": "准予", "refuse": "不予办理"}


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

        self._console = Console(highlight=False, soft_wrap=True)

    def chapter(self, title: str) -> None:
        """A heading."""
        self._console.print(f"\n[bold]{title}[/]")

    def step(self, who: str, what: str, outcome: str) -> None:
        """One line, with what came of it below."""
        self._console.print(f"  [cyan]{who}[/]  {what}")
        if outcome:
            self._console.print(f"        [dim]→ {outcome}[/]")

    def timeline(self, told: dict[str, Any]) -> None:
        """The timeline as the applicant sees it, in civil time."""
        self._console.print(f"\n  [bold]办理进度 · timeline of case {told['case_no']}[/]")
        for entry in told["entries"]:
            at = from_rfc3339(entry["at"]).astimezone(SHANGHAI)
            by = _by(entry)
            self._console.print(f"  {at:%Y-%m-%d %H:%M:%S}  [bold]{entry['wording']}[/]  [cyan]{by}[/]")
            result = RESULTS.get(entry.get("result", ""))
            for more in filter(None, (entry.get("notice"), entry.get("detail"), entry.get("document_no"), result)):
                self._console.print(f"                       [dim]{more}[/]")


def _by(entry: dict[str, Any]) -> str:
    """Who did it, and for whom: 代办人 李*,代 王*."""
    if "agent" not in entry:
        return str(entry["by"])
    return f"{entry['by']} {entry['agent']},代 {entry['on_behalf_of']}"
