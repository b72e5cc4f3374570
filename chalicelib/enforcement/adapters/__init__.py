"""The cloud around enforcement."""
