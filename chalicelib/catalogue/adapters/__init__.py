"""What the catalogue has from other domains."""
