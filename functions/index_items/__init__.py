"""The items queue → the search index."""
