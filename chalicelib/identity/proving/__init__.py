"""The ways to prove who one is: phone, name and number, face, in person at a window."""
