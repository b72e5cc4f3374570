"""The identity table: one module for each kind of thing, repositories composed of them.

Names, numbers, openid, session_key and device names are sealed; found by keyed hash. Every item is under 3 KB.
Readers by key are consistent: what they tell is what the next change is decided on. The index `by_owner` follows
within moments: it tells what to look at, and whoever decides reads that by its key.
"""
