"""The story: seven journeys through the running city over HTTP, told so that a visitor understands."""
