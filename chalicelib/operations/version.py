"""The version that this tree is."""

VERSION = "0.1.0"
