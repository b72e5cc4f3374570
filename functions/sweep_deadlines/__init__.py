"""Schedule → what is due, onto the enforcement queue."""
