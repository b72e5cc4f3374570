"""Daily schedule → the archive's anchors."""
