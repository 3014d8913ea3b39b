"""A house model from examples: rows, packed sequences, training, the adapter. Reads top to bottom."""
