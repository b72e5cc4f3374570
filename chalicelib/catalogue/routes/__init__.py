"""Catalogue routes: those of the public, of its keepers, of imports, of divisions."""
