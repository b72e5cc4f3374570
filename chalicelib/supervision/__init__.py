"""Supervision (电子监察): how many cases came where, and the figures made of them."""
