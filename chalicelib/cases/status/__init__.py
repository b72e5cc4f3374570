"""Where cases stand: reading one, its timeline and documents, lists, the public lookup."""
