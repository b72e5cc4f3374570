"""So many acts on different cases at once, and so many people at one task, through a city that runs."""
