"""Fills a new city over its own API, as its people would: nothing but the first administrator is put there directly."""
