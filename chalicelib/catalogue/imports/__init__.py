"""Items and divisions from files, and back into files."""
