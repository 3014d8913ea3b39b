"""The house's own: examples written by hand, the adapter trained from them, its model card."""
