"""The statistics queue → counters of cases."""
