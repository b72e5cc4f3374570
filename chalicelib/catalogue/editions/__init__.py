"""The life of an item's editions: drafted, audited, published, withdrawn."""
