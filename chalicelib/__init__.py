"""The city's code: its domains, and what they share."""

import gc

# A cold start makes some 100,000 objects, and they stay: looking for garbage after every 700 is a tenth of it.
# A request leaves about twenty, so what is looked through seldom stays small.
gc.set_threshold(200_000)
