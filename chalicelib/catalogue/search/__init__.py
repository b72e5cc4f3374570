"""Finding published items."""
