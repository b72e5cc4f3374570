"""办事指南: what one applicant needs, told once."""
