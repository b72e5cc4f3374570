"""The routes of cases, in three modules that load apart: intake by applicants, the desk, status."""
