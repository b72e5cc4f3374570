"""The local city: the deployed artifact on a local cloud, its partners' stand-ins and one front door."""
