"""Which models there are, where each is, and one loaded copy a process."""
