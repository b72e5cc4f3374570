"""Supervision's views of other domains."""
