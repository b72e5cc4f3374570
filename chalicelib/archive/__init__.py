"""The act archive (存证): batches of acts in object storage, anchored daily by a Merkle root, and its verification."""
