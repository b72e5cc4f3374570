"""Functions that no request starts: one per queue, stream or schedule."""
