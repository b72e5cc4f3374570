"""Open work: the inner process, the tasks that wait at the desk, and how they are taken and ended."""
