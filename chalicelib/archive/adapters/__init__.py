"""The archive's bucket and the acts table as botocore speaks of them."""
