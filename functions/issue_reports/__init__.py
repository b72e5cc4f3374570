"""Monthly schedule → the report of the month before."""
