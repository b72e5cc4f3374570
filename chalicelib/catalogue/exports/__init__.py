"""Items and divisions as files, in the forms in which they are imported."""
