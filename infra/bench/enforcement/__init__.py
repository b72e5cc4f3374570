"""What keeping, sweeping and enforcing deadlines of cases costs with few and many open, and how one midnight drains."""
