"""The table of deadlines."""
