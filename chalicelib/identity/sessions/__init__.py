"""Logging in, and the sessions that it opens: how they go on, and how they end."""
