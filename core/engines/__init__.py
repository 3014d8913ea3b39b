"""Engines turn prompts into text."""
