"""代收代办: taken in at one place, handled at another; what is on paper follows with a numbered list."""
