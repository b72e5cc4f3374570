"""The acts table's stream → queues and archive."""
