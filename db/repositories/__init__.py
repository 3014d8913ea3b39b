"""Rows ↔ dataclasses, one module a thing. Nothing here leaks a row."""
