"""How texts look where they go: which surface shows them, what of them is seen, which of them stand together."""
