"""Stand-ins for the city's partners: same paths, envelopes, codes and signatures, in one loopback process.

`/_control/…` plays what is outside our view: the user's phone, and a partner's bad days.
"""
