"""What the city costs: time of cold starts and of requests against the least that is possible, and units of tables."""
