"""期限: the law's clock. Pure: no clock of its own, no database."""
