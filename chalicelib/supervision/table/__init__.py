"""The tables of supervision."""
