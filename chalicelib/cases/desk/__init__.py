"""The legal acts of staff on a case, a file for each."""
