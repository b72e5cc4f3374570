"""The imports queue → imports and exports, carried on step by step."""
