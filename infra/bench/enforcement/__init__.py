"""What a due deadline costs with few and with many matters open, and how a burst at one midnight drains."""
