"""Persons and their accounts: whose is whose, what is kept of them, and how they close."""
