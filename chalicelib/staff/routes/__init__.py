"""The directory's routes, a module for each kind of request."""
