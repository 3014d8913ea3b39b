"""The judge of sense: how likely a copywriter would paste a text, learnt from drafts that people have marked."""

from core.judge.check import SENSE, makes_sense
from core.judge.sense import sense, sense_of_next, worth
from core.judge.why import why

__all__ = ["SENSE", "makes_sense", "sense", "sense_of_next", "why", "worth"]
