"""Enforcement (限时办结): every open deadline is kept by the moment at which something is to be done about it."""
