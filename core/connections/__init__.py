"""Connections to servers elsewhere that speak OpenAI's protocol."""
