"""The city's code: its domains, and what they share."""

import gc

# A cold start makes about 100,000 objects, and they stay: looking for garbage after every 700 is a tenth of it.
gc.set_threshold(100_000)
