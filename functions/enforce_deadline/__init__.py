"""The enforcement queue → deadlines that have run out, enforced."""
