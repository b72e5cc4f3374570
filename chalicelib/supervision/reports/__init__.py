"""Monthly reports (月报): figures of each division, department and item, and the problems that were found."""
