"""Four routes by hand: no framework, no layers, no library but botocore and what the content itself needs.

What every request of a real city must do is done here too: token, size, content type and shape of the body, role and
reach, idempotency, one log line; and what is stored is the same, item by item. This is what the application's own
processor time is divided by.
"""
