"""The assignments queue → tasks given to people by rule."""
