"""Routes of supervision, by what they show."""
