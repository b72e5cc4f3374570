"""Who may act for whom: organisations and their legal representatives, agents, families, guardians."""
