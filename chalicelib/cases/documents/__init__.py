"""文书: what is written to the applicant. Each is a view of the act that issued it; there is no second record."""
