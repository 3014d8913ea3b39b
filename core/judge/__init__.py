"""The judge of sense: how likely a copywriter would paste a text, learnt from drafts that people have marked."""

from core.judge.sense import sense, sense_of_next

__all__ = ["sense", "sense_of_next"]
