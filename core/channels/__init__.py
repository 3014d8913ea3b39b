"""Where copy goes: channels, their limits and how each counts."""
