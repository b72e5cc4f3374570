"""What an item consists of: codes, types, regimes, limits, and the content of an edition (实施清单)."""
