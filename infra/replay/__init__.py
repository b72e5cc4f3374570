"""Plays an office's event log through acts, the clock and what follows when a day has run out (docs/replay.md)."""
