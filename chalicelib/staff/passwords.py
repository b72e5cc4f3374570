"""Staff passwords: argon2id with the parameters of the OWASP password storage cheat sheet (19 MiB, 2, 1)."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MEMORY_KIB = 19 * 1024
ITERATIONS = 2
LANES = 1
LENGTH = 32
SALT_BYTES = 16

# Checked when the number is unknown, so that the answer takes as long as for a wrong password. Nobody knows its text.
DECOY = "$argon2id$v=19$m=19456,t=2,p=1$dH+spjFlXOHG88e/GsuoFQ$TH39XngE1qZALW24EgF9UTwY1Jxze9vmozutS7NNOEc"


def hash_password(password: str) -> str:
    """The PHC string to keep."""
    kdf = Argon2id(
        salt=os.urandom(SALT_BYTES), length=LENGTH, iterations=ITERATIONS, lanes=LANES, memory_cost=MEMORY_KIB
    )
    return kdf.derive_phc_encoded(password.encode())


def password_fits(password: str, phc: str) -> bool:
    """Whether `password` is the one that was hashed."""
    try:
        Argon2id.verify_phc_encoded(password.encode(), phc)
    except InvalidKey:
        return False
    return True
