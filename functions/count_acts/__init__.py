"""The statistics queue → counters of cases and items."""
