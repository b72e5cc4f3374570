"""Applying: drafts, forms, materials, what is checked and handed in, and taking it back."""
