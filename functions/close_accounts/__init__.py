"""Daily schedule → accounts closed and persons erased."""
