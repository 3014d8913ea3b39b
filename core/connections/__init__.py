"""Connections to servers elsewhere that speak OpenAI's protocol: where they are, their keys, and what goes there."""
