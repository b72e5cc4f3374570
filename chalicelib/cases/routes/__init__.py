"""The routes of cases, in modules that load apart."""
