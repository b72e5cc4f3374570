"""What an edition must be before it is drafted, and before anybody passes it."""
